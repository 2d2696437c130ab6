package dev.actrunner.console.web.dashboard;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.found;
import static dev.actrunner.console.testing.SampleConnections.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.DashboardSnapshot;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class DashboardTablesTest {

    private static final DashboardParameters LIST = DashboardParameters.of(Map.of("group", "none"), null);

    private final Clock clock = mock();
    private final DashboardTables tables = new DashboardTables(clock);

    DashboardTablesTest() {
        when(clock.instant()).thenReturn(NOW);
    }

    @AfterEach
    void resetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private static DashboardSnapshot snapshot(String... connections) {
        ConnectionReport report = found(Finding.CONNECT_REFUSED);
        var observed = new Observed(report.probe().verdict(), NOW.minusSeconds(30), false, report, "");
        List<ConnectionStatus> rows = List.of(connections)
            .stream()
            .map(name ->
                new ConnectionStatus(key(name), new Subject.OfConsole(connection(name)), observed, null, null, "f")
            )
            .toList();
        var totals = new DashboardSnapshot.Totals(rows.size(), 0, 0, rows.size(), 0, 0, 1, 0, 0);
        return new DashboardSnapshot(rows, List.of(), 0, rows.size(), 1, 1, totals, List.of(), List.of(), List.of());
    }

    private List<String> since(DashboardSnapshot snapshot) {
        return tables.of(snapshot, LIST).rows().all().stream().map(DashboardRow::since).toList();
    }

    @Test
    void whoeverLooksWithinAFewSecondsSeesTheSameTable() {
        DashboardSnapshot snapshot = snapshot("team-a/ci");
        DashboardTables.Table first = tables.of(snapshot, LIST);
        when(clock.instant()).thenReturn(NOW.plusMillis(4900));
        assertThat(tables.of(snapshot, LIST)).isSameAs(first);
    }

    @Test
    void timesGoOnWhileASnapshotStays() {
        DashboardSnapshot snapshot = snapshot("team-a/ci");
        assertThat(since(snapshot)).containsExactly("30 s");
        when(clock.instant()).thenReturn(NOW.plusSeconds(5));
        assertThat(since(snapshot)).containsExactly("35 s");
    }

    @Test
    void eachSnapshotHasATableOfItsOwnEvenWhereTheyLookAlike() {
        DashboardTables.Table first = tables.of(snapshot("team-a/ci"), LIST);
        assertThat(tables.of(snapshot("team-a/ci"), LIST)).isNotSameAs(first);
        assertThat(tables.of(snapshot("team-b/ci"), LIST).rows().all())
            .extracting(DashboardRow::namespace)
            .containsExactly("team-b");
    }

    @Test
    void eachReaderGetsTheirLanguageAndTheirOwnLinks() {
        DashboardSnapshot snapshot = snapshot("team-a/ci");
        String english = tables.of(snapshot, LIST).rows().all().getFirst().headline();
        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(tables.of(snapshot, LIST).rows().all().getFirst().headline()).isNotNull().isNotEqualTo(english);
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        DashboardTables.Table table = tables.of(snapshot, LIST);
        assertThat(tables.of(snapshot, DashboardParameters.of(Map.of("group", "none"), List.of("forge")))).isNotSameAs(
            table
        );
    }
}
