package dev.actrunner.console.api;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.TestCluster;

/** The API's suite on the embedded cluster. */
class EmbeddedClusterTest extends ConnectionSuite {

    @Override
    TestCluster cluster() {
        return EmbeddedCluster.start();
    }
}
