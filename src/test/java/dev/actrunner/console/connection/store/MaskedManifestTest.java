package dev.actrunner.console.connection.store;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.key;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The manifests of a connection as people may read and keep them. */
class MaskedManifestTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    private static Secret secret() {
        return Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: ci-forgejo-api
              namespace: team-a
              uid: "7"
              resourceVersion: "9"
              labels:
                app.kubernetes.io/managed-by: act-runner-console
                app.kubernetes.io/component: autoscaler-config
                app.kubernetes.io/instance: ci
              annotations: { console.actrunner.dev/forge-origin: "https://git.example.org" }
            stringData: {}
            data: { token: MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nw== }
            """,
            Secret.class
        );
    }

    private static StoredConnection stored(String managed) {
        TriggerAuthentication authentication = Serialization.unmarshal(
            """
            apiVersion: keda.sh/v1alpha1
            kind: TriggerAuthentication
            metadata:
              name: ci-trigger-auth
              namespace: team-a
              annotations:
                console.actrunner.dev/forge-url: https://git.example.org
                console.actrunner.dev/scope: admin
                console.actrunner.dev/secret: managed
            spec:
              secretTargetRef: [{ parameter: token, name: ci-forgejo-api, key: token }]
            """,
            TriggerAuthentication.class
        );
        return StoredConnection.read(key(managed), authentication, secret()).orElseThrow();
    }

    private static Map<?, ?> at(Object manifest, String... path) {
        Object at = manifest;
        for (String step : path) {
            at = requireNonNull(((Map<?, ?>) at).get(step));
        }
        return (Map<?, ?>) at;
    }

    @Test
    void aSecretHasAMaskForEachValueAndNothingOfTheServers() {
        Map<String, Object> manifest = MaskedManifest.of(secret());
        assertThat(manifest.toString()).doesNotContain(TOKEN).doesNotContain("MDEyMzQ1");
        assertThat(manifest)
            .containsEntry("type", "Opaque")
            .containsEntry("stringData", Map.of("token", "<the token>"))
            .doesNotContainKey("data");
        assertThat(at(manifest, "metadata").keySet().toString()).isEqualTo("[name, namespace, labels, annotations]");
    }

    @Test
    void emptyLabelsAreLeftOut() {
        var configMap = new ConfigMapBuilder()
            .withNewMetadata()
            .withName("a")
            .withLabels(Map.of())
            .endMetadata()
            .build();
        assertThat(MaskedManifest.of(configMap)).isEqualTo(
            Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", "a"))
        );
    }

    @Test
    void aSecretOfSomebodyElseIsNotGiven() {
        assertThat(MaskedManifest.of(stored("team-a/ci")))
            .extracting(m -> ((Map<?, ?>) m).get("kind"))
            .hasToString("[Secret, TriggerAuthentication]");
        assertThat(MaskedManifest.of(stored("team-a/other"))).hasSize(1);
    }

    @Test
    void withAnotherFormTheSecretIsNoLongerTheConsoles() {
        List<Object> manifests = MaskedManifest.of(stored("team-a/ci"), SecretForm.SEALEDSECRET);
        assertThat(at(manifests.getLast(), "metadata", "annotations").get("console.actrunner.dev/secret")).isEqualTo(
            "existing"
        );
        assertThat(manifests.toString()).doesNotContain(TOKEN);
    }

    @Test
    void anExternalSecretMakesTheSameSecretWithItsForge() {
        Map<String, Object> manifest = SecretForm.EXTERNALSECRET.manifest(connection("team-a/ci"), secret());
        assertThat(manifest).containsEntry("kind", "ExternalSecret");
        assertThat(at(manifest, "metadata")).isEqualTo(Map.of("name", "ci-forgejo-api", "namespace", "team-a"));
        assertThat(at(manifest, "spec", "target").get("name")).isEqualTo("ci-forgejo-api");
        assertThat(at(manifest, "spec", "target", "template", "metadata", "annotations")).isEqualTo(
            Map.of("console.actrunner.dev/forge-origin", "https://git.example.org")
        );
        assertThat(String.valueOf(at(manifest, "spec").get("data"))).startsWith("[{secretKey=token, remoteRef=");
    }

    @Test
    void aSealedSecretLeavesTheForgeOpenWhereTheSecretDoesNotSayIt() {
        Map<String, Object> manifest = SecretForm.SEALEDSECRET.manifest(connection("team-a/ci"), null);
        assertThat(at(manifest, "spec", "encryptedData").keySet().toString()).isEqualTo("[token]");
        assertThat(at(manifest, "spec", "template", "metadata", "annotations")).isEqualTo(
            Map.of("console.actrunner.dev/forge-origin", "<the address of the forge that the token is for>")
        );
    }

    @Test
    void aPlainSecretIsReadAndNotMadeUp() {
        assertThatIllegalStateException().isThrownBy(() ->
            SecretForm.SECRET.manifest(connection("team-a/ci"), secret())
        );
        assertThat(MaskedManifest.of(stored("team-a/ci"), SecretForm.SECRET)).isEqualTo(
            MaskedManifest.of(stored("team-a/ci"))
        );
    }
}
