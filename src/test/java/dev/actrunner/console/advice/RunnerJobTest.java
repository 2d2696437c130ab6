package dev.actrunner.console.advice;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import org.junit.jupiter.api.Test;

class RunnerJobTest {

    private static PodTemplateSpec template(Platform platform, String labels) {
        Connection connection = connection(platform, new JobScope.Admin(), labels, null);
        return new RunnerJob(connection, platform, new ScaleSetNames(connection)).template();
    }

    private static Container runner(Platform platform, String labels) {
        return template(platform, labels).getSpec().getContainers().getFirst();
    }

    @Test
    void aJobsStepsRunInTheRunnersOwnContainer() {
        assertThat(runner(Platform.GITEA, "docker,gpu").getEnv())
            .extracting(EnvVar::getName, EnvVar::getValue)
            .contains(tuple("GITEA_RUNNER_LABELS", "docker:host,gpu:host"), tuple("GITEA_RUNNER_EPHEMERAL", "1"));
        assertThat(runner(Platform.FORGEJO, "docker,gpu").getCommand()).endsWith(
            "--label",
            "docker:host",
            "--label",
            "gpu:host"
        );
    }

    @Test
    void withoutLabelsTheRunnerOffersOneThatNeedsNoEngine() {
        assertThat(runner(Platform.GITEA, "").getEnv())
            .extracting(EnvVar::getName, EnvVar::getValue)
            .contains(tuple("GITEA_RUNNER_LABELS", "docker:host"));
        assertThat(runner(Platform.FORGEJO, "").getCommand()).endsWith("--label", "docker:host");
    }

    @Test
    void theRegistrationComesFromItsSecret() {
        PodSpec pod = template(Platform.FORGEJO, "docker").getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getVolumes())
            .extracting(v -> v.getSecret().getSecretName())
            .containsExactly("ci-runners-registration");
        assertThat(runner(Platform.FORGEJO, "docker").getEnv())
            .extracting(EnvVar::getName, e -> e.getValueFrom().getSecretKeyRef())
            .containsExactly(tuple("RUNNER_UUID", new SecretKeySelector("uuid", "ci-runners-registration", null)));
    }
}
