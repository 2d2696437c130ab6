package dev.actrunner.console.scaleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerModeTest {

    @ParameterizedTest
    @CsvSource({
        "GITEA, 1.25.0, true",
        "GITEA, , true",
        "FORGEJO, 15.0.0, true",
        "FORGEJO, 14.0.3, false",
        "FORGEJO, , false",
    })
    void forgejoHasRunnersForOneJobFrom15On(Platform platform, @Nullable String version, boolean offered) {
        assertThat(
            RunnerMode.isEphemeralOffered(platform, Optional.ofNullable(version).flatMap(ForgeVersion::parse))
        ).isEqualTo(offered);
    }
}
