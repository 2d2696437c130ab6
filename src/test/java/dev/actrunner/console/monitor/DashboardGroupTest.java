package dev.actrunner.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.DashboardQuery.Grouping;
import dev.actrunner.console.monitor.DashboardQuery.Order;
import dev.actrunner.console.testing.SampleConnections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardGroupTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static ConnectionStatus failed(String name, String forge, Finding finding, int secondsAgo) {
        ProbeReport probe = ProbeReport.withoutAnswer(finding.seen("Something.", "Mend it."), NOW);
        return new ConnectionStatus(
            SampleConnections.key("team-a/" + name),
            new Subject.OfConsole(SampleConnections.connection("team-a/" + name, forge, new JobScope.Admin())),
            new Observed(Verdict.FAILED, NOW.minusSeconds(secondsAgo), false, SampleConnections.report(probe), ""),
            null,
            null,
            "f"
        );
    }

    private static List<DashboardGroup> groups(List<ConnectionStatus> all, Grouping grouping, String open) {
        return DashboardSnapshot.of(all, new DashboardQuery("", "", "", "", Order.VERDICT, grouping, open, 1)).groups();
    }

    private static List<ConnectionStatus> outage() {
        var all = new ArrayList<ConnectionStatus>();
        for (int i = 0; i < 17; i++) {
            all.add(failed("down-" + i, "https://down.example.com", Finding.CONNECT_REFUSED, 60 + i));
        }
        all.add(failed("other", "https://other.example.com", Finding.CONNECT_REFUSED, 10));
        all.add(failed("token-1", "https://one.example.com", Finding.TOKEN_UNKNOWN, 600));
        all.add(failed("token-2", "https://two.example.com", Finding.TOKEN_UNKNOWN, 500));
        return all;
    }

    @Test
    void whatGoesWrongForTheSameReasonStandsTogetherTheNewestFirst() {
        List<DashboardGroup> groups = groups(outage(), Grouping.CAUSE, "");
        assertThat(groups)
            .extracting(DashboardGroup::name)
            .containsExactly("other.example.com", "down.example.com", "");
        assertThat(groups)
            .extracting(group -> group.all().size())
            .containsExactly(1, 17, 2);
        assertThat(groups.get(1).rows()).hasSize(3);
        assertThat(groups.get(1).since()).isEqualTo(NOW.minusSeconds(76));
        assertThat(groups.get(2).finding()).isEqualTo(Finding.TOKEN_UNKNOWN);
        assertThat(groups(outage(), Grouping.CAUSE, groups.get(1).id()).get(1).rows()).hasSize(17);
        assertThat(
            DashboardSnapshot.of(outage(), new DashboardQuery("", "", "", "", Order.VERDICT, Grouping.NONE, "", 1))
                .totals()
                .incidents()
        ).isEqualTo(3);
    }

    @Test
    void aNamespaceAndAForgeAreGroupsToo() {
        assertThat(groups(outage(), Grouping.NAMESPACE, ""))
            .singleElement()
            .satisfies(group -> assertThat(group.id()).isEqualTo("team-a"));
        assertThat(groups(outage(), Grouping.FORGE, "")).hasSize(4);
    }

    /** Some are refused and some wait in vain: it is one forge that is down. */
    @Test
    void aForgeThatIsDownInTwoWaysIsOneGroup() {
        List<ConnectionStatus> all = List.of(
            failed("a", "https://down.example.com", Finding.CONNECT_REFUSED, 60),
            failed("b", "https://down.example.com", Finding.HTTP_SERVER_ERROR, 50)
        );
        assertThat(groups(all, Grouping.CAUSE, ""))
            .singleElement()
            .satisfies(group -> {
                assertThat(group.name()).isEqualTo("down.example.com");
                assertThat(group.finding()).isEqualTo(Finding.HTTP_SERVER_ERROR);
            });
    }

    @Test
    void groupsThatAreNotShownAreCounted() {
        var all = new ArrayList<ConnectionStatus>();
        for (int i = 0; i < 130; i++) {
            all.add(failed("down-" + i, "https://f" + i + ".example.com", Finding.CONNECT_REFUSED, i));
        }
        var query = new DashboardQuery("", "", "", "", Order.VERDICT, Grouping.CAUSE, "", 1);
        DashboardSnapshot snapshot = DashboardSnapshot.of(all, query);
        assertThat(snapshot.groups()).hasSize(100);
        assertThat(snapshot.moreGroups()).isEqualTo(30);
    }

    /** Who acknowledges a group acknowledges all of it, also what is folded away. */
    @Test
    void aGroupHasAllItsConnectionsAlsoThoseThatAreNotShown() {
        var all = new ArrayList<ConnectionStatus>();
        for (int i = 0; i < 900; i++) {
            all.add(failed("down-" + i, "https://down.example.com", Finding.CONNECT_REFUSED, i));
        }
        var query = new DashboardQuery("", "", "", "", Order.VERDICT, Grouping.CAUSE, "", 1);
        DashboardSnapshot snapshot = DashboardSnapshot.of(all, query);
        DashboardGroup group = snapshot.groups().getFirst();
        assertThat(group.rows()).hasSize(3);
        assertThat(snapshot.group(group.id())).hasSize(900);
        assertThat(group.isSilenced(NOW)).isFalse();
    }
}
