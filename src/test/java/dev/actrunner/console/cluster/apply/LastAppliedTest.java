package dev.actrunner.console.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastAppliedTest {

    private static Map<String, Object> applied(String managedFields) {
        String yaml = """
        apiVersion: v1
        kind: Secret
        type: Opaque
        metadata:
          name: a
          namespace: team-a
          uid: "7"
          labels: { ours: "1", theirs: "2" }
          finalizers: [keda.sh/x]
          managedFields: [%s]
        data: { token: dA==, other: bw== }
        """.formatted(managedFields);
        Map<?, ?> all = Serialization.unmarshal(yaml, Map.class);
        return LastApplied.by("console", Serialization.unmarshal(yaml, Secret.class), all);
    }

    @Test
    void keepsTheFieldsThatTheManagerApplied() {
        assertThat(
            applied(
                """
                { manager: kubectl, operation: Update, fieldsV1: { "f:data": { "f:other": {} } } },
                { manager: console, operation: Apply, fieldsV1: { "f:metadata": { "f:labels": { "f:ours": {} } }, "f:data": { ".": {}, "f:token": {} } } }
                """
            )
        ).isEqualTo(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                Map.of("name", "a", "namespace", "team-a", "labels", Map.of("ours", "1")),
                "data",
                Map.of("token", "dA==")
            )
        );
    }

    @Test
    void aManagerThatAppliedNothingHasTheNameAlone() {
        assertThat(applied("{ manager: kubectl, operation: Update, fieldsV1: { \"f:data\": {} } }")).isEqualTo(
            Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of("name", "a", "namespace", "team-a"))
        );
    }

    @Test
    void fieldsOfTheStatusAreNotItsOwn() {
        assertThat(
            applied("{ manager: console, subresource: status, operation: Update, fieldsV1: { \"f:type\": {} } }")
        ).doesNotContainKey("type");
    }

    @Test
    void withoutAnAccountOfManagersEverythingButTheServersOwnIsKept() {
        assertThat(applied(""))
            .containsEntry("type", "Opaque")
            .containsEntry(
                "metadata",
                Map.of("name", "a", "namespace", "team-a", "labels", Map.of("ours", "1", "theirs", "2"))
            );
    }

    @Test
    void aFieldThatIsGoneIsNotMadeUp() {
        assertThat(
            applied(
                "{ manager: console, operation: Apply, fieldsV1: { \"f:data\": { \"f:gone\": {} }, \"f:immutable\": {} } }"
            )
        )
            .doesNotContainKey("immutable")
            .containsEntry("data", Map.of());
    }
}
