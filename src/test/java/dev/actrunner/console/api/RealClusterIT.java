package dev.actrunner.console.api;

import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.TestCluster;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The API's suite on a real kube-apiserver and etcd. */
@EnabledIfEnvironmentVariable(
    named = "KUBEBUILDER_ASSETS",
    matches = ".+",
    disabledReason = "KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd"
)
class RealClusterIT extends ConnectionSuite {

    @Override
    TestCluster cluster() {
        return RealCluster.start();
    }
}
