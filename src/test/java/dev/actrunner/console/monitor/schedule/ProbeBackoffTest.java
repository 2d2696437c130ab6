package dev.actrunner.console.monitor.schedule;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.found;
import static dev.actrunner.console.testing.SampleConnections.probe;
import static dev.actrunner.console.testing.SampleConnections.probedEvery;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static dev.actrunner.console.testing.SampleConnections.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.Timings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeBackoffTest {

    private static final ConnectionReport DOWN = found(Finding.CONNECT_REFUSED);
    private static final ConnectionReport UP = ready(0, 0);
    private static final Connection CONNECTION = connection("team-a/ci");

    private final ProbeBackoff backoff = new ProbeBackoff(Duration.ofSeconds(30));

    private static ConnectionReport asking(Duration retryAfter) {
        return report(probe(NOW, null, Timings.NONE, retryAfter, Finding.HTTP_RATE_LIMITED.seen("429")));
    }

    private List<Long> seconds(Connection connection, ConnectionReport... reports) {
        return Stream.of(reports)
            .map(report -> backoff.after(connection, report).toSeconds())
            .toList();
    }

    @Test
    void aForgeThatStaysDownIsAskedLessAndLessOftenUpToFourTimesTheInterval() {
        assertThat(seconds(CONNECTION, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN)).containsExactly(
            30L,
            30L,
            30L,
            60L,
            60L,
            90L,
            90L,
            120L,
            120L,
            120L
        );
    }

    @Test
    void anAnswerBeginsTheCountAnew() {
        assertThat(seconds(CONNECTION, DOWN, DOWN, DOWN, DOWN, UP, DOWN)).endsWith(60L, 30L, 30L);
    }

    @Test
    void connectionsAreCountedApart() {
        assertThat(seconds(CONNECTION, DOWN, DOWN, DOWN, DOWN)).endsWith(60L);
        assertThat(seconds(connection("team-a/other"), DOWN)).containsExactly(30L);
    }

    @Test
    void aForgottenConnectionBeginsAnew() {
        seconds(CONNECTION, DOWN, DOWN, DOWN, DOWN);
        backoff.forget(CONNECTION.key());
        assertThat(seconds(CONNECTION, DOWN)).containsExactly(30L);
    }

    @ParameterizedTest
    @CsvSource({ "5, 30", "60, 60", "900, 900", "3600, 900" })
    void aForgeIsLeftAloneAsLongAsItAsksWithinLimits(int asked, long wait) {
        assertThat(seconds(CONNECTION, asking(Duration.ofSeconds(asked)))).containsExactly(wait);
    }

    @Test
    void aConnectionsOwnIntervalCounts() {
        Connection seldom = probedEvery("team-a/seldom", Duration.ofHours(1));
        Connection often = probedEvery("team-a/often", Duration.ofSeconds(5));
        assertThat(seconds(seldom, UP, asking(Duration.ofMinutes(20)))).containsExactly(3600L, 3600L);
        assertThat(seconds(often, UP, DOWN, DOWN, DOWN, DOWN)).endsWith(5L, 10L);
    }

    @Test
    void whileNothingIsKnownNobodyWaitsLongerThanTheCommonInterval() {
        assertThat(backoff.whileUnknown(probedEvery("team-a/seldom", Duration.ofHours(1)))).hasSeconds(10);
        assertThat(backoff.whileUnknown(probedEvery("team-a/often", Duration.ofSeconds(5)))).isBetween(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2)
        );
        assertThat(backoff.whileUnknown(CONNECTION)).hasSeconds(10);
    }

    @ParameterizedTest
    @CsvSource({
        "DNS_UNRESOLVED, true",
        "CONNECT_TIMEOUT, true",
        "HTTP_SERVER_ERROR, true",
        "TLS_EXPIRED, false",
        "TOKEN_UNKNOWN, false",
        "URL_UNENCRYPTED, false",
    })
    void isDownWhereTheForgeGaveNoAnswerOfItsOwn(Finding finding, boolean down) {
        assertThat(ProbeBackoff.isDown(found(finding))).isEqualTo(down);
    }
}
