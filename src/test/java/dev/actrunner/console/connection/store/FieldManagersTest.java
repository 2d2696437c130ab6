package dev.actrunner.console.connection.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldManagersTest {

    private static final String OURS =
        "{ manager: act-runner-console, operation: Apply, fieldsV1: { \"f:data\": {} } }";

    private static Secret secret(String... managers) {
        return Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: ci-forgejo-api
              namespace: team-a
              creationTimestamp: "2026-01-01T00:00:00Z"
              labels: { app.kubernetes.io/instance: ci }
              annotations:
                console.actrunner.dev/forge-url: https://git.example.org
                console.actrunner.dev/scope: admin
              managedFields: [%s]
            data: { token: dA== }
            """.formatted(String.join(", ", managers)),
            Secret.class
        );
    }

    private static Check check(String... managers) {
        return FieldManagers.check(secret(managers), null);
    }

    private static List<FieldManager> of(String manager) {
        return FieldManagers.of(
            StoredConnection.read(new ConnectionKey("team-a", "ci"), secret(manager)).orElseThrow()
        );
    }

    @Test
    void anotherThatAppliesTheContentIsNamed() {
        Check check = check(
            OURS,
            "{ manager: helm, operation: Update, fieldsV1: { \"f:data\": {} } }",
            "{ manager: argocd, operation: Apply, fieldsV1: { \"f:stringData\": {} } }"
        );
        assertThat(check.status()).isEqualTo(CheckStatus.WARN);
        assertThat(check.summary()).isEqualTo("Secret ci-forgejo-api is applied by argocd, helm too.");
    }

    @Test
    void whoWritesLabelsOrAStatusSharesNothing() {
        assertThat(
            check(
                OURS,
                "{ manager: labeller, operation: Update, fieldsV1: { \"f:metadata\": { \"f:labels\": {} } } }",
                "{ manager: keda, operation: Update, subresource: status, fieldsV1: { \"f:spec\": {} } }",
                "{ manager: odd, operation: Update }"
            ).status()
        ).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void anObjectThatTheConsoleDoesNotApplyIsNotShared() {
        assertThat(check("{ manager: helm, operation: Update, fieldsV1: { \"f:data\": {} } }").status()).isEqualTo(
            CheckStatus.PASS
        );
        assertThat(FieldManagers.check(null, new TriggerAuthentication()).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void fieldsHaveTheOneTheyStandIn() {
        assertThat(
            of(
                "{ manager: kubectl-edit, operation: Update, time: \"2026-01-31T12:00:00Z\", fieldsV1: { \"f:type\": {}, \"f:metadata\": { \"f:labels\": { \".\": {}, \"f:a\": {} }, \"f:annotations\": {} }, \"f:data\": { \".\": {} } } }"
            )
        ).containsExactly(
            new FieldManager(
                "Secret ci-forgejo-api",
                "kubectl-edit",
                "Update",
                List.of("type", "metadata.labels", "metadata.annotations", "data"),
                Instant.parse("2026-01-31T12:00:00Z")
            )
        );
    }

    @Test
    void aSubresourceIsPartOfTheOperation() {
        assertThat(of("{ manager: keda, operation: Update, subresource: status }")).containsExactly(
            new FieldManager("Secret ci-forgejo-api", "keda", "Update status", List.of(), null)
        );
    }

    @Test
    void theLastChangeIsTheNewestEntryOrElseTheCreation() {
        assertThat(
            FieldManagers.lastChange(
                secret(
                    "{ manager: a, time: \"2026-01-31T12:00:00Z\" }",
                    "{ manager: b, time: \"2026-01-30T12:00:00Z\" }",
                    "{ manager: c }"
                )
            )
        ).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(FieldManagers.lastChange(secret())).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(FieldManagers.lastChange(new TriggerAuthentication())).isEqualTo(Instant.EPOCH);
        assertThat(FieldManagers.lastChange(null)).isEqualTo(Instant.EPOCH);
    }
}
