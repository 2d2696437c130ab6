package dev.actrunner.console.monitor;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.found;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.probe;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static dev.actrunner.console.testing.SampleConnections.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.DashboardQuery.Grouping;
import dev.actrunner.console.monitor.DashboardQuery.Order;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selecting, sorting and paging the dashboard's rows, and adding them up. */
class DashboardSnapshotTest {

    private static final ConnectionStatus UNKNOWN = ConnectionStatus.unprobed(
        key("team-a/unknown"),
        new Subject.OfConsole(connection("team-a/unknown"))
    );
    private static final ConnectionStatus READY = probed(
        connection("team-a/ready", "https://git.example.org", new JobScope.Org("acme")),
        ready(3, 1)
    );
    private static final ConnectionStatus FAILED = probed(
        connection("team-b/failed", "https://other.example.org", new JobScope.Admin()),
        found(Finding.CONNECT_REFUSED)
    );
    private static final ConnectionStatus SLOW = probed(
        connection("team-b/slow", "https://git.example.org", new JobScope.Org("beta")),
        report(
            probe(
                NOW.plusSeconds(60),
                new JobCounts(5, 0),
                new Timings(null, null, null, 900.0, null, 900),
                Finding.URL_UNENCRYPTED.seen("x")
            )
        )
    );
    private static final ConnectionStatus HELM = ConnectionStatus.unprobed(
        key("team-c/chart"),
        new Subject.OfHelm(new HelmRelease(key("team-c/chart"), "Helm", "chart-trigger-auth"))
    );
    private static final List<ConnectionStatus> ALL = List.of(READY, UNKNOWN, FAILED, SLOW, HELM);

    private static ConnectionStatus probed(Connection connection, ConnectionReport report) {
        var monitored = new MonitoredConnection(connection.key(), new Subject.OfConsole(connection));
        monitored.record(report, true);
        return monitored.status();
    }

    private static List<String> rows(DashboardQuery query) {
        return DashboardSnapshot.of(ALL, query)
            .rows()
            .stream()
            .map(status -> status.key().name())
            .toList();
    }

    private static DashboardQuery sorted(Order order) {
        return new DashboardQuery("", "", "", "", order, Grouping.NONE, "", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "VERDICT, failed slow unknown ready chart",
        "NAME, ready unknown failed slow chart",
        "PENDING, slow ready unknown failed chart",
        "LATENCY, slow ready unknown failed chart",
        "CHANGED, slow ready failed unknown chart",
        "CERTIFICATE, ready unknown failed slow chart",
    })
    void rowsAreSortedByAColumnAndThenByName(Order order, String names) {
        assertThat(String.join(" ", rows(sorted(order)))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "' TEAM-B/ ', '', '', '', failed slow",
        "other.example, '', '', '', failed",
        "'', ready, '', '', ready",
        "'', '', team-a, '', ready unknown",
        "'', '', '', git.example.org, ready slow unknown",
        "slow, '', '', other.example.org, ''",
    })
    void everyConditionMustHold(String text, String verdict, String namespace, String forge, String names) {
        assertThat(
            rows(new DashboardQuery(text, verdict, namespace, forge, Order.NAME, Grouping.NONE, "", 1))
        ).containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" ", -1));
    }

    @Test
    void totalsAreOfAllWhateverIsSelected() {
        DashboardSnapshot snapshot = DashboardSnapshot.of(
            ALL,
            new DashboardQuery("nothing", "", "", "", Order.NAME, Grouping.NONE, "", 1)
        );
        assertThat(snapshot.matching()).isZero();
        assertThat(snapshot.pages()).isEqualTo(1);
        assertThat(snapshot.totals()).isEqualTo(new DashboardSnapshot.Totals(4, 1, 1, 1, 1, 1, 1, 8, 1));
        assertThat(snapshot.namespaces()).containsExactly("team-a", "team-b", "team-c");
        assertThat(snapshot.forges()).containsExactly("git.example.org", "other.example.org");
    }

    @ParameterizedTest
    @CsvSource({ "1, 1, 50", "3, 3, 1", "99, 3, 1", "0, 1, 50", "-5, 1, 50" })
    void aPageBeyondTheLastIsTheLast(int asked, int page, int rows) {
        List<ConnectionStatus> many = IntStream.range(0, 101)
            .mapToObj(i -> connection("team-a/c" + i))
            .map(c -> ConnectionStatus.unprobed(c.key(), new Subject.OfConsole(c)))
            .toList();
        DashboardSnapshot snapshot = DashboardSnapshot.of(
            many,
            new DashboardQuery("", "", "", "", Order.NAME, Grouping.NONE, "", asked)
        );
        assertThat(snapshot.pages()).isEqualTo(3);
        assertThat(snapshot.page()).isEqualTo(page);
        assertThat(snapshot.rows()).hasSize(rows);
    }
}
