package dev.actrunner.console.advice;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.namespaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private static final Trigger GITEA = new Trigger.MetricsApi("https://git.example.org", "total_count", false, null);
    private static final Trigger FORGEJO = new Trigger.ForgejoRunner("https://h", "docker", true, null, null, null);

    private static String onGitea(@Nullable AuthenticationRef authentication, boolean chartRendersTrigger) {
        var connection = connection(Platform.GITEA, new JobScope.Admin(), "docker", authentication);
        return String.join("\n", new Reasons(connection, Platform.GITEA, GITEA, null).notes(chartRendersTrigger, true));
    }

    private static String onForgejo(@Nullable List<String> kedasTriggers, boolean oneJobEach) {
        var connection = connection(Platform.FORGEJO, new JobScope.Admin(), "docker", namespaced("a"));
        return String.join(
            "\n",
            new Reasons(connection, Platform.FORGEJO, FORGEJO, kedasTriggers).notes(false, oneJobEach)
        );
    }

    @Test
    void saysWhatIsCountedOnEachForge() {
        assertThat(onGitea(namespaced("a"), true)).startsWith("status=queued lists jobs that wait for a runner");
        assertThat(onForgejo(null, true)).startsWith("forgejo-runner counts the rows");
    }

    @Test
    void theRegistrationIsStoredInTheConnectionsNamespace() {
        String create =
            "kubectl --namespace team-a create secret generic ci-runners-registration --from-literal=token=";
        assertThat(onGitea(namespaced("a"), true))
            .contains(create)
            .doesNotContain("uuid");
        assertThat(onForgejo(null, true)).contains(create + "<token> --from-literal=uuid=<uuid>");
        assertThat(onForgejo(null, false)).contains(create).doesNotContain("uuid");
    }

    @Test
    void whatTheChartCannotRenderIsToBeApplied() {
        assertThat(onGitea(namespaced("a"), false)).contains("The chart cannot render this trigger");
        assertThat(onGitea(namespaced("a"), true)).doesNotContain("The chart cannot render this trigger");
    }

    @Test
    void withoutRunnersForOneJobThereIsNoScaledJob() {
        assertThat(onForgejo(null, false))
            .contains("There is no ScaledJob: ephemeral runners need Forgejo 15 or later.")
            .doesNotContain(":host");
        assertThat(onForgejo(null, true)).contains(":host").contains("share one registration");
    }

    @Test
    void kedasReleaseMustHaveTheTrigger() {
        assertThat(onForgejo(null, true)).contains("requires KEDA 2.18 or later");
        assertThat(onForgejo(List.of("metrics-api"), true)).contains("This KEDA is older than 2.18");
        assertThat(onForgejo(List.of("metrics-api", "forgejo-runner"), true)).doesNotContain("2.18");
    }

    @Test
    void aPlaceholderIsExplainedWhereThereIsOne() {
        assertThat(onGitea(null, true)).endsWith("TriggerAuthentication: <TriggerAuthentication>.");
        assertThat(onGitea(namespaced("a"), true)).doesNotContain("<TriggerAuthentication>");
    }
}
