package dev.actrunner.console.advice;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerJobTest {

    private static String template(Platform platform, String labels) {
        Connection connection = connection(platform, new JobScope.Admin(), labels, null);
        return new RunnerJob(connection, platform, new ScaleSetNames(connection)).template().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "GITEA, 1.25.0, true",
        "GITEA, , true",
        "FORGEJO, 15.0.0, true",
        "FORGEJO, 14.0.3, false",
        "FORGEJO, , false",
    })
    void forgejoHasRunnersForOneJobFrom15On(Platform platform, @Nullable String version, boolean offered) {
        assertThat(RunnerJob.isOffered(platform, Optional.ofNullable(version).flatMap(ForgeVersion::parse))).isEqualTo(
            offered
        );
    }

    @Test
    void aJobsStepsRunInTheRunnersOwnContainer() {
        assertThat(template(Platform.GITEA, "docker,gpu"))
            .contains("{name=GITEA_RUNNER_LABELS, value=docker:host,gpu:host}")
            .contains("{name=GITEA_RUNNER_EPHEMERAL, value=1}");
        assertThat(template(Platform.FORGEJO, "docker,gpu")).contains("--label, docker:host, --label, gpu:host]");
    }

    @Test
    void withoutLabelsTheImagesOwnAreTaken() {
        assertThat(template(Platform.GITEA, "")).doesNotContain("GITEA_RUNNER_LABELS");
        assertThat(template(Platform.FORGEJO, "")).contains("--wait], env=");
    }

    @Test
    void theRegistrationComesFromItsSecret() {
        assertThat(template(Platform.FORGEJO, "docker"))
            .contains("secret={secretName=ci-runners-registration}")
            .contains("secretKeyRef={name=ci-runners-registration, key=uuid}")
            .contains("restartPolicy=Never");
    }
}
