package dev.actrunner.console.advice;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.namespaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.Trigger;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartValuesTest {

    private static final String URL = "https://git.example.org/api/v1/admin/actions/jobs?status=queued&limit=1";
    private static final Trigger PLAIN = new Trigger.MetricsApi(URL, "total_count", false, null);

    private static ChartValues values(String labels, @Nullable AuthenticationRef authentication, Trigger trigger) {
        Connection connection = connection(Platform.GITEA, new JobScope.Admin(), labels, authentication);
        return new ChartValues(connection, trigger, new ScaleSetNames(connection));
    }

    private static ChartValues values(Trigger trigger) {
        return values("docker,gpu", namespaced("ci-trigger-auth"), trigger);
    }

    @Test
    void thePlainTriggerIsRendered() {
        assertThat(values(PLAIN).rendersTrigger()).isTrue();
        assertThat(values(PLAIN).values()).isEqualTo(
            Map.of(
                "giteaConfigUrl",
                "https://git.example.org",
                "giteaConfigSecret",
                Map.of("name", "ci-runners-registration"),
                "runnerLabels",
                "docker,gpu",
                "minRunners",
                "0",
                "keda",
                Map.of(
                    "enabled",
                    true,
                    "metricsUrl",
                    URL,
                    "valueLocation",
                    "total_count",
                    "triggerAuthenticationRef",
                    "ci-trigger-auth"
                )
            )
        );
    }

    @Test
    void whatTheChartCannotRenderIsLeftOut() {
        var withHeader = new Trigger.MetricsApi(URL, "total_count", true, null);
        var withTimeout = new Trigger.MetricsApi(URL, "total_count", false, Duration.ofSeconds(9));
        var forgejo = new Trigger.ForgejoRunner("https://git.example.org", "docker", true, null, null, null);
        var everywhere = new AuthenticationRef("ClusterTriggerAuthentication", "ci-trigger-auth");
        assertThat(values(withHeader).values()).doesNotContainKey("keda");
        assertThat(values(withTimeout).values()).doesNotContainKey("keda");
        assertThat(values(forgejo).values()).doesNotContainKey("keda");
        assertThat(values("docker", everywhere, PLAIN).values()).doesNotContainKey("keda");
    }

    @Test
    void withoutAnAuthenticationOfTheConsolesAPlaceIsLeftForIt() {
        assertThat(values("docker", null, PLAIN).command()).contains(
            "--set 'keda.triggerAuthenticationRef=<TriggerAuthentication>'"
        );
    }

    /** Helm splits at commas, a shell acts on & and ?, and the chart takes the number 0 for a value that is not set. */
    @Test
    void theCommandIsReadBackAsItIs() {
        assertThat(values(PLAIN).command().lines()).containsExactly(
            "helm install ci-runners oci://ghcr.io/00o-sh/act_runner/charts/act-runner-scale-set \\",
            "  --version 0.2.24 \\",
            "  --namespace team-a \\",
            "  --set 'giteaConfigUrl=https://git.example.org' \\",
            "  --set 'giteaConfigSecret.name=ci-runners-registration' \\",
            "  --set 'runnerLabels=docker\\,gpu' \\",
            "  --set-string 'minRunners=0' \\",
            "  --set 'keda.enabled=true' \\",
            "  --set 'keda.metricsUrl=" + URL + "' \\",
            "  --set 'keda.valueLocation=total_count' \\",
            "  --set 'keda.triggerAuthenticationRef=ci-trigger-auth'"
        );
    }

    @Test
    void withoutLabelsNoneAreSet() {
        assertThat(values("", namespaced("a"), PLAIN).values()).doesNotContainKey("runnerLabels");
    }
}
