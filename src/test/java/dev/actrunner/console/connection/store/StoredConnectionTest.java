package dev.actrunner.console.connection.store;

import static dev.actrunner.console.testing.SampleConnections.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.authentication.AuthenticationSpec;
import dev.actrunner.console.keda.authentication.AuthenticationStatus;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection read back from the annotations of its objects. */
class StoredConnectionTest {

    private static final String PREFIX = "console.actrunner.dev/";

    private static Authentication authentication(Authentication empty, Map<String, String> marks) {
        var annotations = new HashMap<String, String>();
        Map.of("forge-url", "https://git.example.org", "scope", "admin").forEach((k, v) ->
            annotations.put(PREFIX + k, v)
        );
        marks.forEach((k, v) -> annotations.put(PREFIX + k, v));
        empty.setMetadata(
            new ObjectMetaBuilder()
                .withName("ci-trigger-auth")
                .withUid("u")
                .withResourceVersion("1")
                .withAnnotations(annotations)
                .build()
        );
        empty.setSpec(new AuthenticationSpec(List.of(new SecretTargetRef("token", "s", "k"))));
        return empty;
    }

    private static Optional<Connection> read(Map<String, String> marks) {
        return StoredConnection.read(key("team-a/ci"), authentication(new TriggerAuthentication(), marks), null).map(
            StoredConnection::connection
        );
    }

    private static Connection with(String mark, String value) {
        return read(Map.of(mark, value)).orElseThrow();
    }

    @Test
    void readsWhatTheAnnotationsSay() {
        Connection connection = read(
            Map.of("scope", "repo", "owner", "acme", "repo", "app", "platform", "gitea", "runner-labels", "docker,gpu")
        ).orElseThrow();
        assertThat(connection.scope()).isEqualTo(new JobScope.Repo("acme", "app"));
        assertThat(connection.platform()).isEqualTo(Platform.GITEA);
        assertThat(connection.labels()).hasToString("docker,gpu");
        assertThat(connection.forge().value()).isEqualTo("https://git.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "scope, all",
        "scope, org",
        "forge-url, git",
        "platform, github",
        "runner-labels, 'a,,b'",
        "ca, forge-ca",
    })
    void anAnnotationThatWasMadeUnreadableHidesTheConnection(String mark, String value) {
        assertThat(read(Map.of(mark, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "5m, 300", "PT1M, 60", "1s, 5", "48h, 86400" })
    void anIntervalIsKeptWithinBounds(String written, long seconds) {
        assertThat(with("interval", written).interval()).hasSeconds(seconds);
    }

    /** A person wrote it, and a slip must not hide the connection. */
    @Test
    void anIntervalThatIsNoneIsTheCommonOne() {
        assertThat(with("interval", "often").interval()).isNull();
        assertThat(with("interval", "99999999999999999999d").interval()).isNull();
    }

    @Test
    void theSecretItselfSaysWhoseItIs() {
        Secret ours = new SecretBuilder()
            .withNewMetadata()
            .withName("s")
            .withLabels(ConnectionLabels.of(key("team-a/ci")))
            .endMetadata()
            .build();
        Secret theirs = new SecretBuilder().withNewMetadata().withName("s").endMetadata().build();
        Authentication saysManaged = authentication(new TriggerAuthentication(), Map.of("secret", "managed"));
        assertThat(
            StoredConnection.read(key("team-a/ci"), saysManaged, ours).orElseThrow().connection().token().managed()
        ).isTrue();
        assertThat(
            StoredConnection.read(key("team-a/ci"), saysManaged, theirs).orElseThrow().connection().token().managed()
        ).isFalse();
        assertThat(with("secret", "existing").token().managed()).isFalse();
        assertThat(with("secret", "managed").token().managed()).isTrue();
    }

    @Test
    void usersOfEveryNamespaceAreCountedAndNotNamed() {
        var status = new AuthenticationStatus("one,two", "three");
        Authentication namespaced = authentication(new TriggerAuthentication(), Map.of());
        namespaced.setStatus(status);
        Authentication everywhere = authentication(new ClusterTriggerAuthentication(), Map.of());
        everywhere.setStatus(status);
        assertThat(
            StoredConnection.read(key("team-a/ci"), namespaced, null).orElseThrow().connection().users()
        ).containsExactly("ScaledObject one", "ScaledObject two", "ScaledJob three");
        assertThat(
            StoredConnection.read(key("team-a/ci"), everywhere, null).orElseThrow().connection().users()
        ).containsExactly("3 ScaledObjects and ScaledJobs");
    }

    @Test
    void theEtagIsThatOfTheObjectsVersions() {
        Authentication authentication = authentication(new TriggerAuthentication(), Map.of());
        StoredConnection found = StoredConnection.read(key("team-a/ci"), authentication, null).orElseThrow();
        assertThatCode(() -> found.requireMatch("*")).doesNotThrowAnyException();
        assertThatCode(() -> found.requireMatch(found.connection().etag())).doesNotThrowAnyException();
        authentication.getMetadata().setResourceVersion("2");
        StoredConnection later = StoredConnection.read(key("team-a/ci"), authentication, null).orElseThrow();
        assertThatExceptionOfType(ConnectionException.Precondition.class).isThrownBy(() ->
            later.requireMatch(found.connection().etag())
        );
    }

    @Test
    void anObjectIsOursByAllOfItsLabels() {
        var labels = new HashMap<>(ConnectionLabels.of(key("team-a/ci")));
        assertThat(
            StoredConnection.ownerOf(new SecretBuilder().withNewMetadata().withLabels(labels).endMetadata().build())
        ).isEqualTo("ci");
        labels.put("app.kubernetes.io/managed-by", "Helm");
        assertThat(
            StoredConnection.ownerOf(new SecretBuilder().withNewMetadata().withLabels(labels).endMetadata().build())
        ).isNull();
    }
}
