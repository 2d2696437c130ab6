package dev.actrunner.console.api;

import dev.actrunner.console.testing.GiteaServer;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The whole flow on a real Gitea of the release before. */
@EnabledIfEnvironmentVariable(
    named = "GITEA_PREVIOUS_BINARY",
    matches = ".+",
    disabledReason = "GITEA_PREVIOUS_BINARY names no Gitea"
)
class GiteaPreviousIT extends GiteaSuite {

    @Override
    GiteaServer forge() {
        return GiteaServer.startPrevious();
    }
}
