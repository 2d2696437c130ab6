package dev.actrunner.console.connection.trigger;

import static dev.actrunner.console.testing.SampleConnections.FORGE;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.namespaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import dev.actrunner.console.keda.scaler.AuthParams;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriggerParametersTest {

    private static final ApiToken TOKEN = new ApiToken("s3cret");
    private static final Secret SECRET = new SecretBuilder()
        .withNewMetadata()
        .withName("s")
        .endMetadata()
        // s3cret with a newline, and a space.
        .withData(Map.of("k", "czNjcmV0Cg==", "blank", "IA=="))
        .build();
    private static final Connection CONNECTION = new Connection(
        key("team-a/ci"),
        new ForgeUrl(FORGE),
        Platform.GITEA,
        null,
        new JobScope.Admin(),
        RunnerLabels.none(),
        new SecretRef("s", "k", true),
        namespaced("ours"),
        List.of(),
        null,
        List.of(
            new SecretTargetRef("token", "s", "k"),
            new SecretTargetRef("username", "s", "blank"),
            new SecretTargetRef("ca", "another", "k")
        ),
        List.of("cert"),
        null,
        "etag"
    );

    private static TriggerSpec trigger(Map<String, String> metadata, @Nullable String authentication) {
        Map<String, Object> reference = authentication == null ? Map.of() : Map.of("name", authentication);
        return TriggerSpec.in(
            Map.of("type", "metrics-api", "metadata", metadata, "authenticationRef", reference)
        ).getFirst();
    }

    @Test
    void aTriggerWithoutAnAuthenticationGetsWhatItWouldNeed() {
        AuthParams wanted = TriggerParameters.wanted(TOKEN).of(trigger(Map.of(), null));
        assertThat(wanted.values())
            .containsEntry("token", "s3cret")
            .containsEntry("apiKey", "s3cret")
            .containsEntry("password", "s3cret");
        assertThat(wanted.unread()).isEmpty();
    }

    @Test
    void anApiKeyInTheAuthorizationHeaderHasItsScheme() {
        var metadata = Map.of("keyParamName", "authorization");
        assertThat(TriggerParameters.wanted(TOKEN).of(trigger(metadata, null)).values()).containsEntry(
            "apiKey",
            "token s3cret"
        );
        var inQuery = Map.of("keyParamName", "authorization", "method", "query");
        assertThat(TriggerParameters.wanted(TOKEN).of(trigger(inQuery, null)).values()).containsEntry(
            "apiKey",
            "s3cret"
        );
    }

    @Test
    void theConnectionsOwnTriggerGetsWhatIsInItsSecret() {
        AuthParams own = TriggerParameters.of(CONNECTION, SECRET, TOKEN).of(trigger(Map.of(), "ours"));
        assertThat(own.values()).isEqualTo(Map.of("token", "s3cret"));
        assertThat(own.unread()).containsExactlyInAnyOrder("ca", "cert");
    }

    @Test
    void withoutTheSecretNothingIsRead() {
        AuthParams own = TriggerParameters.of(CONNECTION, null, TOKEN).of(trigger(Map.of(), "ours"));
        assertThat(own.values()).isEmpty();
        assertThat(own.unread()).containsExactlyInAnyOrder("token", "username", "ca", "cert");
    }

    @Test
    void ofAnotherAuthenticationNothingIsRead() {
        assertThat(TriggerParameters.of(CONNECTION, SECRET, TOKEN).of(trigger(Map.of(), "theirs"))).isEqualTo(
            AuthParams.UNREAD
        );
    }

    @Test
    void printsNoSecret() {
        assertThat(TriggerParameters.wanted(TOKEN).of(trigger(Map.of(), null)).toString()).doesNotContain("s3cret");
    }
}
