package dev.actrunner.console.api;

import static dev.actrunner.console.testing.ProbeJson.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.TestCluster;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

/** The suite on a real kube-apiserver and etcd, whose aggregator serves the metrics. */
@EnabledIfEnvironmentVariable(
    named = "KUBEBUILDER_ASSETS",
    matches = ".+",
    disabledReason = "KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd"
)
class RealScaledResourceIT extends ScaledResourceSuite {

    @Override
    TestCluster cluster() {
        return RealCluster.start();
    }

    @Test
    void seesThatAnotherToolAppliesTheSameSecret() {
        var secrets = admin().secrets().inNamespace(namespace());
        Secret now = secrets.withName("ci-act-runner-controller-forgejo-api").get();
        Secret same = new SecretBuilder()
            .withNewMetadata()
            .withName(now.getMetadata().getName())
            .withNamespace(namespace())
            .endMetadata()
            .withData(now.getData())
            .build();
        assertThat(findings(probe())).isEmpty();
        PatchContext flux = PatchContext.of(PatchType.SERVER_SIDE_APPLY);
        flux.setFieldManager("kustomize-controller");
        admin().resource(same).patch(flux, same);
        assertThat(findings(probe())).containsExactly("field-managers.several");
    }

    /** KEDA keeps the names of objects that are gone. */
    @Test
    void aNameThatIsLeftInKedasStatusHoldsNothingUp() {
        admin()
            .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
            .inNamespace(namespace())
            .withName("ci-act-runner-controller-trigger-auth")
            .editStatus(named -> {
                named.setAdditionalProperty("status", Map.of("scaledobjects", "runners"));
                return named;
            });
        deleted("").expectStatus().isOk();
    }

    /** Only a real API server selects events by their object. */
    @Test
    void readsAFailingScaledJobsEvents() {
        String failing =
            "{ conditions: [{ type: Ready, status: 'False', reason: TriggerError," +
            " message: Triggers defined in ScaledJob are not working correctly }] }";
        create(scaledResource().asJob().status("{ conditions: [{ type: Ready, status: 'True' }] }"));
        assertThat(findings(probe())).isEmpty();
        admin()
            .resource(
                new EventBuilder()
                    .withNewMetadata()
                    .withName("runners.1")
                    .withNamespace(namespace())
                    .endMetadata()
                    .withNewInvolvedObject()
                    .withApiVersion("keda.sh/v1alpha1")
                    .withKind("ScaledJob")
                    .withName("runners")
                    .withNamespace(namespace())
                    .endInvolvedObject()
                    .withType("Warning")
                    .withReason("KEDAScalerFailed")
                    .withMessage("api returned 401 for aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbb")
                    // KEDA's events have no lastTimestamp, and their series is written once.
                    .withEventTime(new MicroTime("2026-01-01T00:00:00.000000Z"))
                    .withReportingComponent("keda-operator")
                    .withReportingInstance("keda-operator")
                    .withAction("KEDAScalerFailed")
                    .build()
            )
            .create();
        assertThat(findings(probe())).as("an event beside Ready=True is of a moment that is over").isEmpty();
        setStatus(scaledResource().asJob().status(failing));
        JsonNode report = probe();
        assertThat(findings(report)).containsExactly("scaled-resource.token-not-reread");
        assertThat(check(report, "keda.scaled-resources")).contains("api returned 401 for [hidden]");
    }
}
