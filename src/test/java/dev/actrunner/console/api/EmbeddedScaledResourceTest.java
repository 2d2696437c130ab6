package dev.actrunner.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.TestCluster;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The suite on the embedded API server, which has logs too. */
@Tag("slow")
class EmbeddedScaledResourceTest extends ScaledResourceSuite {

    private final EmbeddedCluster cluster = EmbeddedCluster.start();

    @Override
    TestCluster cluster() {
        return cluster;
    }

    @Test
    void showsTheOperatorsLinesAboutAFailingScaledObject() {
        admin()
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withName("keda-operator-1")
                    .withNamespace("keda")
                    .addToLabels("app", "keda-operator")
                    .endMetadata()
                    .build()
            )
            .create();
        String about = """
        ERROR scale_handler error getting metric {"scaledObject.Namespace": "%s", "scaledObject.Name": "%s", "error": "401 [sha: %s]"}
        """;
        String token = "0123456789".repeat(4);
        cluster
            .api()
            .podLog(
                about.formatted(namespace(), "runners", token) +
                    about.formatted(namespace(), "runners-of-others", token) +
                    about.formatted("elsewhere", "runners", token)
            );
        create(scaledResource().failing());
        JsonNode log = probe().path("scaledResources").path(0).path("log");
        assertThat(log.valueStream().map(JsonNode::asString)).containsExactly(
            about.formatted(namespace(), "runners", "x").replace("sha: x", "sha: [hidden]").strip()
        );
    }

    @Test
    void showsNoLogWhereAllIsWell() {
        cluster.api().podLog("anything \"runners\" \"" + namespace() + "\"");
        create(scaledResource());
        assertThat(Stream.of(probe().path("scaledResources").path(0).path("log"))).allMatch(JsonNode::isEmpty);
    }
}
