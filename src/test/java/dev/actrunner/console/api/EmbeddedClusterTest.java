package dev.actrunner.console.api;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.TestCluster;
import org.junit.jupiter.api.Tag;

/** The API's suite on the embedded cluster. */
@Tag("slow")
class EmbeddedClusterTest extends ConnectionSuite {

    @Override
    TestCluster cluster() {
        return EmbeddedCluster.start();
    }
}
