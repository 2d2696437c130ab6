package dev.actrunner.console.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectDiffTest {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private static List<FieldChange> between(HasMetadata before, HasMetadata after) {
        return ObjectDiff.between(SERIALIZATION, before, after);
    }

    private static HasMetadata configMap(Map<String, String> data) {
        return new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().withData(data).build();
    }

    private static HasMetadata secret(String token, String key, String label) {
        return new SecretBuilder()
            .withNewMetadata()
            .withName("a")
            .addToLabels("team", label)
            .endMetadata()
            .withData(Map.of(key, token))
            .build();
    }

    @Test
    void namesWhatIsChangedNewAndGoneByItsPath() {
        assertThat(
            between(
                configMap(Map.of("kept", "1", "changed", "2", "gone", "3")),
                configMap(Map.of("kept", "1", "changed", "4", "new", "5"))
            )
        ).containsExactlyInAnyOrder(
            new FieldChange("data.changed", "2", "4"),
            new FieldChange("data.gone", "3", null),
            new FieldChange("data.new", null, "5")
        );
    }

    @Test
    void theSameObjectHasNoChange() {
        assertThat(between(configMap(Map.of("a", "1")), configMap(Map.of("a", "1")))).isEmpty();
    }

    @Test
    void whatTheApiServerKeepsForItselfIsLeftOut() {
        HasMetadata after = new ConfigMapBuilder()
            .withNewMetadata()
            .withName("a")
            .withUid("7")
            .withResourceVersion("12")
            .withGeneration(2L)
            .withCreationTimestamp("2026-01-31T12:00:00Z")
            .addNewManagedField()
            .withManager("kubectl")
            .endManagedField()
            .endMetadata()
            .withData(Map.of("a", "1"))
            .build();
        assertThat(between(configMap(Map.of("a", "1")), after)).isEmpty();
    }

    @Test
    void aSecretsValuesAreMaskedAndItsLabelsAreNot() {
        assertThat(between(secret("b2xk", "token", "red"), secret("bmV3", "token", "blue"))).containsExactlyInAnyOrder(
            new FieldChange("data.token", "***", "***"),
            new FieldChange("metadata.labels.team", "red", "blue")
        );
    }

    @Test
    void aSecretsDataThatIsNewAsAWholeIsMasked() {
        HasMetadata empty = new SecretBuilder()
            .withNewMetadata()
            .withName("a")
            .addToLabels("team", "red")
            .endMetadata()
            .build();
        assertThat(between(empty, secret("bmV3", "token", "red")))
            .allSatisfy(change -> {
                assertThat(change.before()).isNull();
                assertThat(change.after()).isEqualTo("***");
            })
            .hasSize(1);
    }
}
