package dev.actrunner.console.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.cluster.apply.Conflict;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an API server's refusal. */
class ClusterExceptionTranslatorTest {

    private static final String SERVER = "https://10.0.0.1:6443";

    private static ClusterException translate(KubernetesClientException e, @Nullable String namespace) {
        return ClusterExceptionTranslator.of(e, SERVER, "Secret team-a/ci", namespace, UnaryOperator.identity());
    }

    private static ClusterException answer(int code, String message) {
        return translate(failure(code, new StatusBuilder().withMessage(message).build()), "team-a");
    }

    private static KubernetesClientException failure(int code, Status status) {
        return new KubernetesClientException("answered", code, status);
    }

    private static StatusCause conflict(String message, String field) {
        return new StatusCauseBuilder()
            .withReason("FieldManagerConflict")
            .withMessage(message)
            .withField(field)
            .build();
    }

    private static ClusterException conflicts(StatusCause... causes) {
        Status status = new StatusBuilder()
            .withMessage("Apply failed")
            .withNewDetails()
            .withCauses(causes)
            .endDetails()
            .build();
        return translate(failure(409, status), "team-a");
    }

    static Stream<Arguments> unreachable() {
        return Stream.of(
            Arguments.of(new UnknownHostException("k8s"), "its host name does not resolve"),
            Arguments.of(new HttpTimeoutException("late"), "no response in time"),
            Arguments.of(new SSLHandshakeException("path"), "no TLS connection"),
            Arguments.of(new ConnectException("refused"), "connection refused or no route"),
            Arguments.of(new IOException("reset", new ConnectException()), "connection refused or no route"),
            Arguments.of(new IOException("reset"), "the connection broke")
        );
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void anApiServerThatIsNotReachedIsUnavailableWithTheReason(IOException cause, String reason) {
        ClusterException translated = translate(new KubernetesClientException("failed", cause), "team-a");
        assertThat(translated).isInstanceOfSatisfying(ClusterException.Unavailable.class, unavailable ->
            assertThat(unavailable.status()).isZero()
        );
        assertThat(translated.getMessage())
            .startsWith("The Kubernetes API server " + SERVER + " cannot be reached: ")
            .contains(reason);
    }

    @Test
    void anUnknownTokenIsTheCallersOrTheConsoles() {
        assertThat(answer(401, "Unauthorized")).isInstanceOfSatisfying(ClusterException.Unauthorized.class, e ->
            assertThat(e.isCallers()).isFalse()
        );
        ClusterException callers = CurrentIdentity.call(new ClusterIdentity.Bearer("t"), () ->
            answer(401, "Unauthorized")
        );
        assertThat(callers).isInstanceOfSatisfying(ClusterException.Unauthorized.class, e ->
            assertThat(e.isCallers()).isTrue()
        );
    }

    @Test
    void aRefusalSaysWhoMayNotDoWhatWhere() {
        String cannot = "secrets is forbidden: User \"jo\" cannot list resource \"secrets\" in API group \"\"";
        assertThat(answer(403, cannot + " in the namespace \"team-a\""))
            .isInstanceOf(ClusterException.Forbidden.class)
            .hasMessage("jo may not list secrets in the namespace team-a.");
        assertThat(answer(403, cannot + " at the cluster scope")).hasMessage(
            "jo may not list secrets at the cluster scope."
        );
        assertThat(answer(403, cannot)).hasMessage("jo may not list secrets.");
        assertThat(answer(403, "no")).hasMessage("The API server forbids Secret team-a/ci: no");
    }

    @Test
    void aMissingNamespaceIsToldFromAMissingObject() {
        assertThat(answer(404, "namespaces \"team-a\" not found")).isInstanceOfSatisfying(
            ClusterException.NamespaceMissing.class,
            e -> assertThat(e.namespace()).isEqualTo("team-a")
        );
        assertThat(answer(404, "secrets \"ci\" not found")).isInstanceOf(ClusterException.Rejected.class);
        Status status = new StatusBuilder().withMessage("namespaces \"team-a\" not found").build();
        assertThat(translate(failure(404, status), null)).isInstanceOf(ClusterException.Rejected.class);
    }

    @Test
    void fieldsOfOtherManagersAreAConflict() {
        ClusterException translated = conflicts(
            conflict("conflict with \"helm\" using v1", ".data.token"),
            conflict("conflict with \"act-runner-console\"", ".data.other"),
            conflict("conflict", ".data.third")
        );
        assertThat(translated).isInstanceOfSatisfying(ClusterException.FieldConflict.class, e ->
            assertThat(e.conflicts()).containsExactly(
                new Conflict("helm", ".data.token"),
                new Conflict("act-runner-console", ".data.other"),
                new Conflict("another manager", ".data.third")
            )
        );
        assertThat(translated).hasMessageContaining(".data.token (helm)");
    }

    @Test
    void aConflictWithItselfMeansThatTheObjectChanged() {
        assertThat(conflicts(conflict("conflict with \"act-runner-console\"", ".data.token"))).isInstanceOf(
            ClusterException.Changed.class
        );
        assertThat(answer(409, "the object has been modified"))
            .isInstanceOf(ClusterException.Changed.class)
            .hasMessage("Secret team-a/ci was changed by someone else in the meantime.");
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 413, 422 })
    void anObjectThatIsWrongIsRejectedInTheApiServersWords(int code) {
        assertThat(answer(code, "it is\nwrong"))
            .isInstanceOf(ClusterException.Rejected.class)
            .hasMessage("The API server refuses Secret team-a/ci: it is wrong");
    }

    @Test
    void anotherStatusIsUnavailable() {
        assertThat(answer(502, "bad gateway")).isInstanceOfSatisfying(ClusterException.Unavailable.class, e -> {
            assertThat(e.status()).isEqualTo(502);
            assertThat(e).hasMessageContaining("answers with status 502: bad gateway");
        });
    }

    @Test
    void secretsAreTakenOutAndLongMessagesCut() {
        ClusterException redacted = ClusterExceptionTranslator.of(
            failure(422, new StatusBuilder().withMessage("s3cret " + "x".repeat(600)).build()),
            SERVER,
            "Secret team-a/ci",
            "team-a",
            text -> text.replace("s3cret", "***")
        );
        assertThat(redacted.getMessage()).contains("*** xxx").endsWith("x…").hasSizeLessThan(560);
    }
}
