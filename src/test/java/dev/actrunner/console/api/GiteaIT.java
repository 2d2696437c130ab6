package dev.actrunner.console.api;

import dev.actrunner.console.testing.GiteaServer;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The whole flow on a real Gitea. */
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
class GiteaIT extends GiteaSuite {

    @Override
    GiteaServer forge() {
        return GiteaServer.start();
    }
}
