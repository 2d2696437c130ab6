package dev.actrunner.console.web.dashboard;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.found;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatus.Counted;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DashboardRowTest {

    private static final Subject CONNECTION = new Subject.OfConsole(connection("team-a/ci"));

    private static DashboardRow row(
        @Nullable ConnectionReport report,
        @Nullable Counted counted,
        @Nullable String problem
    ) {
        Observed observed =
            report == null
                ? null
                : new Observed(report.probe().verdict(), NOW.minusSeconds(90), false, report, report.probe().forge());
        return DashboardRow.of(
            new ConnectionStatus(key("team-a/ci"), CONNECTION, observed, counted, problem, report == null ? "" : "rf"),
            NOW
        );
    }

    private static EvaluatedScaledResource using(String namespace, String name, @Nullable AuthenticationRef through) {
        ScaledResource resource = ScaledResource.of(
            Map.of("kind", "ScaledObject", "metadata", Map.of("namespace", namespace, "name", name))
        );
        return new EvaluatedScaledResource(resource, through, null, List.of(), List.of());
    }

    private static List<String> users(EvaluatedScaledResource... resources) {
        ConnectionReport report = new ConnectionReport(ready(1, 0).probe(), null, List.of(), List.of(resources));
        return row(report, null, null).users();
    }

    @Test
    void beforeItsFirstProbeARowHasItsAddressAlone() {
        DashboardRow row = row(null, null, null);
        assertThat(row.id()).isEqualTo("c-team-a.ci");
        assertThat(row.state()).isEqualTo("unknown");
        assertThat(row.url()).isEqualTo("https://git.example.org");
        assertThat(row.forge()).isEmpty();
        assertThat(row.since()).isNull();
        assertThat(row.bar()).isNull();
        assertThat(row.headline()).isNull();
    }

    @Test
    void whatIsWellHasNoHeadline() {
        DashboardRow row = row(ready(2, 1), new Counted(new JobCounts(2, 1), NOW), null);
        assertThat(row.state()).isEqualTo("ready");
        assertThat(row.headline()).isNull();
        assertThat(row.counts()).isEqualTo(new JobCounts(2, 1));
        assertThat(row.counted()).isNull();
        assertThat(row.forge()).isEqualTo("Gitea 1.27.2");
        assertThat(row.since()).isEqualTo("1 min");
    }

    @Test
    void figuresThatCouldNotBeReadAgainHaveAnAge() {
        var old = new Counted(new JobCounts(2, 1), NOW.minusSeconds(7200));
        DashboardRow row = row(found(Finding.CONNECT_REFUSED), old, null);
        assertThat(row.headline()).isEqualTo("Seen.");
        assertThat(row.counted()).isEqualTo("2 h");
    }

    @Test
    void aProblemComesBeforeWhatTheLastProbeFound() {
        assertThat(row(found(Finding.CONNECT_REFUSED), null, "The cluster is away.").headline()).isEqualTo(
            "The cluster is away."
        );
    }

    @Test
    void twoUsersAreNamedAndMoreAreCounted() {
        assertThat(users(using("team-a", "one", null), using("team-a", "two", null))).containsExactly(
            "ScaledObject one",
            "ScaledObject two"
        );
        assertThat(
            users(using("team-a", "one", null), using("team-a", "two", null), using("team-a", "three", null))
        ).containsExactly("ScaledObject one", "+2");
    }

    @Test
    void usersElsewhereOrThroughAnotherAuthenticationAreNotIts() {
        var other = new AuthenticationRef("TriggerAuthentication", "other");
        assertThat(users(using("team-b", "one", null), using("team-a", "two", other))).isEmpty();
    }

    @Test
    void aReleaseOfTheChartHasNoForge() {
        var release = new HelmRelease(key("team-a/chart"), "Helm", "chart-trigger-auth");
        DashboardRow row = DashboardRow.of(ConnectionStatus.unprobed(release.key(), new Subject.OfHelm(release)), NOW);
        assertThat(row.state()).isEqualTo("helm");
        assertThat(row.url()).isNull();
        assertThat(row.scope()).isNull();
    }
}
