package dev.actrunner.console.notification;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static dev.actrunner.console.testing.SampleConnections.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final ConnectionReport WELL = ready(1, 0);
    private static final ConnectionReport DOWN = report(
        NOW,
        null,
        Finding.CONNECT_REFUSED.seen("Refused.", "Start it.")
    );
    private static final ConnectionReport REFUSED = report(NOW, null, Finding.TOKEN_UNKNOWN.seen("Unknown.", "Renew."));
    private static final ConnectionReport SLOW = report(NOW, null, Finding.TLS_EXPIRES_SOON.seen("Soon.", "Renew."));

    private final Incidents incidents = new Incidents(_ -> 17);
    private final List<String> told = new ArrayList<>();

    private void is(String name, @Nullable Verdict before, ConnectionReport report) {
        var connection = connection("team-a/" + name);
        var observed = new Observed(report.probe().verdict(), NOW, false, report, "");
        var status = new ConnectionStatus(
            connection.key(),
            new Subject.OfConsole(connection),
            observed,
            null,
            null,
            ""
        );
        boolean isOver = observed.verdict() == Verdict.READY;
        incidents.record(status, before, isOver, NOW).forEach(message -> told.add(message.title()));
    }

    @Test
    void aForgeThatGoesDownAndComesBackIsToldOnceEach() {
        IntStream.range(0, 17).forEach(i -> is("c" + i, Verdict.READY, DOWN));
        assertThat(told).containsExactly("Forge git.example.org is down, 17 connections");
        told.clear();
        IntStream.range(0, 16).forEach(i -> is("c" + i, Verdict.FAILED, WELL));
        assertThat(told).isEmpty();
        is("c16", Verdict.FAILED, WELL);
        assertThat(told).containsExactly("Forge git.example.org is back, 17 connections");
    }

    @Test
    void whatIsAsItWasBeforeTheOutageIsNoNewsAndWhatIsWorseIs() {
        is("warned", Verdict.WARNING, DOWN);
        is("well", Verdict.READY, DOWN);
        told.clear();
        is("warned", Verdict.FAILED, SLOW);
        assertThat(told).isEmpty();
        is("well", Verdict.FAILED, SLOW);
        assertThat(told).containsExactly(
            "Forge git.example.org is back, 17 connections",
            "Connection team-a/well was failed and is warning"
        );
    }

    /** The verdict stays failed, so that only the finding says that the forge is back. */
    @Test
    void aForgeThatIsBackAndRefusesTheTokenIsBack() {
        is("ci", Verdict.READY, DOWN);
        told.clear();
        is("ci", Verdict.FAILED, REFUSED);
        assertThat(told).containsExactly(
            "Forge git.example.org is back, 17 connections",
            "Connection team-a/ci was failed and is failed"
        );
    }

    @Test
    void otherProblemsAreToldEach() {
        is("a", Verdict.READY, REFUSED);
        is("b", Verdict.READY, REFUSED);
        is("b", Verdict.FAILED, REFUSED);
        is("b", Verdict.FAILED, WELL);
        assertThat(told).containsExactly(
            "Connection team-a/a was ready and is failed",
            "Connection team-a/b was ready and is failed",
            "Connection team-a/b was failed and is ready"
        );
    }

    @Test
    void whatWasWrongBeforeTheConsoleStartedIsNoNewsAndItsEndIs() {
        is("a", null, DOWN);
        is("b", null, DOWN);
        assertThat(told).isEmpty();
        is("a", Verdict.FAILED, WELL);
        is("b", Verdict.FAILED, WELL);
        assertThat(told).containsExactly("Forge git.example.org is back, 17 connections");
    }

    @Test
    void whatLastsIsToldAgainOnceInATime() {
        is("down", Verdict.READY, DOWN);
        is("refused", Verdict.READY, REFUSED);
        Duration hour = Duration.ofHours(1);
        assertThat(incidents.due(hour, NOW.plusSeconds(3599), _ -> false)).isEmpty();
        assertThat(incidents.due(hour, NOW.plusSeconds(3600), _ -> false))
            .extracting(Message::title)
            .containsExactly(
                "Forge git.example.org is still down, 17 connections",
                "Connection team-a/refused is still failed"
            );
        assertThat(incidents.due(hour, NOW.plusSeconds(7199), _ -> false)).isEmpty();
        assertThat(incidents.due(hour, NOW.plusSeconds(7200), _ -> true)).isEmpty();
        is("refused", Verdict.FAILED, WELL);
        assertThat(incidents.due(hour, NOW.plusSeconds(7200), _ -> false)).hasSize(1);
    }

    @Test
    void aConnectionThatIsGoneIsNotWaitedFor() {
        is("a", Verdict.READY, DOWN);
        is("b", Verdict.READY, DOWN);
        told.clear();
        incidents.forget(connection("team-a/b").key());
        is("a", Verdict.FAILED, WELL);
        assertThat(told).containsExactly("Forge git.example.org is back, 17 connections");
    }
}
