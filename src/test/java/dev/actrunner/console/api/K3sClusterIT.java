package dev.actrunner.console.api;

import dev.actrunner.console.testing.K3sCluster;
import dev.actrunner.console.testing.TestCluster;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/** The API's suite on K3s in a container; skipped where no Docker answers. */
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker answers on this machine")
class K3sClusterIT extends ConnectionSuite {

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    TestCluster cluster() {
        return K3sCluster.start();
    }
}
