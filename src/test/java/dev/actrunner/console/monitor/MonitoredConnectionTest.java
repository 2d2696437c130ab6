package dev.actrunner.console.monitor;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.found;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static dev.actrunner.console.testing.SampleConnections.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.monitor.ConnectionStatus.State;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import org.junit.jupiter.api.Test;

class MonitoredConnectionTest {

    private static final ConnectionReport DOWN = found(Finding.CONNECT_REFUSED);
    private static final ConnectionReport WARNED = found(Finding.URL_UNENCRYPTED);

    private final MonitoredConnection monitored = new MonitoredConnection(
        key("team-a/ci"),
        subject(connection("team-a/ci"))
    );

    private static Subject subject(Connection connection) {
        return new Subject.OfConsole(connection);
    }

    @Test
    void theFirstVerdictIsBelieved() {
        assertThat(monitored.status().state()).isEqualTo(State.UNKNOWN);
        assertThat(monitored.record(DOWN, false)).isTrue();
        assertThat(monitored.status().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void anotherVerdictIsBelievedOnceTwoAgree() {
        monitored.record(ready(1, 0), false);
        assertThat(monitored.record(DOWN, false)).isFalse();
        assertThat(monitored.record(WARNED, false)).isFalse();
        assertThat(monitored.status().verdict()).isEqualTo(Verdict.READY);
        assertThat(monitored.record(WARNED, false)).isTrue();
        assertThat(monitored.status().verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void aDoubtIsGoneWhenTheVerdictIsSeenAgain() {
        monitored.record(ready(1, 0), false);
        monitored.record(DOWN, false);
        monitored.record(ready(1, 0), false);
        assertThat(monitored.record(DOWN, false)).isFalse();
    }

    @Test
    void whatSomebodyAskedForIsBelievedAtOnce() {
        monitored.record(ready(1, 0), false);
        assertThat(monitored.record(DOWN, true)).isTrue();
        assertThat(monitored.status().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void figuresStayUntilOthersAreRead() {
        monitored.record(ready(2, 1), true);
        monitored.record(report(NOW.plusSeconds(30), null, Finding.CONNECT_REFUSED.seen("x")), true);
        assertThat(monitored.status().counts()).isEqualTo(new JobCounts(2, 1));
        assertThat(monitored.status().staleSince()).isEqualTo(NOW);
    }

    @Test
    void aVerdictDatesFromItsFirstReport() {
        monitored.record(ready(1, 0), true);
        monitored.record(report(NOW.plusSeconds(30), new JobCounts(0, 0)), true);
        assertThat(monitored.status().since()).isEqualTo(NOW);
        monitored.record(report(NOW.plusSeconds(60), null, Finding.CONNECT_REFUSED.seen("x")), true);
        assertThat(monitored.status().since()).isEqualTo(NOW.plusSeconds(60));
        assertThat(monitored.status().bar()).isEqualTo("rrf");
    }

    @Test
    void aConnectionToAnotherScopeBeginsAnew() {
        monitored.record(ready(1, 0), true);
        Connection other = connection("team-a/ci", "https://git.example.org", new JobScope.Org("acme"));
        assertThat(monitored.update(subject(other))).isTrue();
        assertThat(monitored.status()).isEqualTo(ConnectionStatus.unprobed(key("team-a/ci"), subject(other)));
        assertThat(monitored.history().bar(9)).isEmpty();
    }

    @Test
    void aProblemStaysUntilTheNextReport() {
        monitored.record(ready(1, 0), true);
        monitored.recordProblem("The Secret is gone.");
        assertThat(monitored.status().problem()).isEqualTo("The Secret is gone.");
        assertThat(monitored.status().verdict()).isEqualTo(Verdict.READY);
        assertThat(monitored.status().staleSince()).isEqualTo(NOW);
        monitored.record(ready(1, 0), false);
        assertThat(monitored.status().problem()).isNull();
    }

    @Test
    void anotherReplicasResultIsTakenIfItIsNewerOrWhatIsKnownIsOfAClockThatWasAhead() {
        monitored.record(report(NOW.plusSeconds(3600), new JobCounts(9, 0)), true);
        var observed = new ConnectionStatus.Observed(Verdict.READY, NOW, false, ready(1, 0), "");
        assertThat(monitored.adopt(observed, null, null, NOW.plusSeconds(3600))).isFalse();
        assertThat(monitored.adopt(observed, null, null, NOW.plusSeconds(1))).isTrue();
        assertThat(monitored.adopt(observed, null, null, NOW.plusSeconds(1))).isFalse();
        assertThat(monitored.status().observed()).isEqualTo(observed);
    }
}
