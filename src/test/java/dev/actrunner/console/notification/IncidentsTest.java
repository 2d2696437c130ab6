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
import dev.actrunner.console.notification.Incidents.Change;
import java.time.Duration;
import java.time.Instant;
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
        is(name, before, report, true);
    }

    private void is(String name, @Nullable Verdict before, ConnectionReport report, boolean isWanted) {
        var connection = connection("team-a/" + name);
        var observed = new Observed(report.probe().verdict(), NOW, false, report, "");
        var subject = new Subject.OfConsole(connection);
        var status = new ConnectionStatus(connection.key(), subject, observed, null, null, "");
        boolean isOver = observed.verdict() == Verdict.READY;
        tell(incidents.record(new Change(status, observed, before, isOver, isWanted, NOW)));
    }

    private void tell(List<Message> messages) {
        messages.forEach(message -> told.add(message.title()));
    }

    private void isDue(@Nullable Duration every, Instant now, String... unwanted) {
        tell(incidents.due(every, now, key -> List.of(unwanted).contains(key.name())));
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
    void aClockThatWasSetBackDelaysNoReminderForLongerThanItsPeriod() {
        is("well", Verdict.READY, REFUSED);
        told.clear();
        Instant before = NOW.minus(Duration.ofDays(365));
        isDue(Duration.ofHours(4), before);
        assertThat(told).isEmpty();
        isDue(Duration.ofHours(4), before.plus(Duration.ofHours(4)));
        assertThat(told).hasSize(1);
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
        tell(incidents.forget(connection("team-a/b").key()));
        is("a", Verdict.FAILED, WELL);
        assertThat(told).containsExactly("Forge git.example.org is back, 17 connections");
    }

    /** A connection's own trouble, such as a CA of its own, does not hide that the forge goes down for all others. */
    @Test
    void whatIsWrongWithOneConnectionHidesNoOutage() {
        var untrusted = report(NOW, null, Finding.TLS_UNTRUSTED.seen("Untrusted.", "Name the CA."));
        is("own", null, untrusted);
        is("a", Verdict.READY, DOWN);
        assertThat(told).containsExactly("Forge git.example.org is down, 17 connections");
    }

    @Test
    void whatIsDownSinceTheStartAndTakesOthersWithItIsTold() {
        is("a", null, DOWN);
        is("b", Verdict.READY, DOWN);
        assertThat(told).containsExactly("Forge git.example.org is down, 17 connections");
    }

    /** Somebody who deletes or silences the last one that is down does not leave the others waiting for a word. */
    @Test
    void theEndIsToldAlsoWhereTheLastOneIsDeleted() {
        is("a", Verdict.READY, DOWN);
        is("b", Verdict.READY, DOWN);
        is("a", Verdict.FAILED, WELL);
        told.clear();
        tell(incidents.forget(connection("team-a/b").key()));
        assertThat(told).containsExactly("Forge git.example.org is back, 17 connections");
        is("c", Verdict.READY, DOWN);
        told.clear();
        tell(incidents.forget(connection("team-a/c").key()));
        assertThat(told).isEmpty();
    }

    @Test
    void whatWasToldBeforeItWasSilencedIsToldToBeOver() {
        is("ci", Verdict.READY, REFUSED);
        told.clear();
        is("ci", Verdict.FAILED, REFUSED, false);
        isDue(Duration.ofHours(1), NOW.plusSeconds(7200), "ci");
        assertThat(told).isEmpty();
        is("ci", Verdict.FAILED, WELL, false);
        assertThat(told).containsExactly("Connection team-a/ci was failed and is ready");
    }

    @Test
    void whatIsSilencedIsTheForgesNewsForTheOthers() {
        is("quiet", Verdict.READY, DOWN, false);
        assertThat(told).isEmpty();
        is("loud", Verdict.READY, DOWN);
        assertThat(told).containsExactly("Forge git.example.org is down, 17 connections");
    }

    /** The verdict stays failed: a token that is refused, and then a forge that does not answer. */
    @Test
    void aForgeThatGoesDownUnderWhatIsFailedAlreadyIsToldOnceItLasts() {
        is("ci", Verdict.READY, REFUSED);
        told.clear();
        is("ci", Verdict.FAILED, DOWN);
        assertThat(told).isEmpty();
        isDue(null, NOW.plusSeconds(30));
        assertThat(told).containsExactly("Forge git.example.org is down, 17 connections");
        told.clear();
        is("ci", Verdict.FAILED, REFUSED);
        assertThat(told).containsExactly("Forge git.example.org is back, 17 connections");
        told.clear();
        isDue(Duration.ofHours(1), NOW.plusSeconds(3600));
        assertThat(told).containsExactly("Connection team-a/ci is still failed");
    }

    @Test
    void aReminderSaysWhatIsWrongNow() {
        is("ci", Verdict.READY, REFUSED);
        is("ci", Verdict.FAILED, report(NOW, null, Finding.TOKEN_BLOCKED.seen("Blocked.", "Unblock.")));
        List<Message> due = incidents.due(Duration.ofHours(1), NOW.plusSeconds(3600), _ -> false);
        assertThat(due).extracting(Message::finding).containsExactly("token.blocked");
    }
}
