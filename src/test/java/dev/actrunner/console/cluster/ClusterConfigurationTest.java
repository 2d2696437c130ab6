package dev.actrunner.console.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConfigurationTest {

    @TempDir
    private Path folder;

    private ClusterProperties properties(String remote, @Nullable String context) {
        return new ClusterProperties(
            null,
            remote,
            context,
            null,
            List.of(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1)
        );
    }

    /** In a pod, the account of the pod would be taken: that of another cluster than the one that is meant. */
    @Test
    void aContextIsNeverThePodsOwnCluster() {
        Map<String, String> environment = Map.of("KUBECONFIG", folder.resolve("missing").toString());
        assertThatThrownBy(() -> ClusterConfiguration.found(properties("west", "west"), environment)).hasMessage(
            "console.cluster.context: there is no kubeconfig with a context west; set console.cluster.kubeconfig to the file"
        );
        assertThatThrownBy(() -> ClusterConfiguration.found(properties("", "west"), environment)).hasMessageContaining(
            "no kubeconfig with a context west"
        );
        assertThatThrownBy(() ->
            ClusterConfiguration.found(properties("west", null), environment)
        ).hasMessageContaining("no kubeconfig with a context west");
    }
}
