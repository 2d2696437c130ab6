package dev.actrunner.console.notification;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static dev.actrunner.console.testing.SampleConnections.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static Message message(Verdict previous, ConnectionReport report) {
        return Message.of(
            key("team-a/ci"),
            previous,
            new Observed(report.probe().verdict(), NOW, false, report, report.probe().forge()),
            report.probe().verdict() == Verdict.READY
        );
    }

    private static Message found(Check... checks) {
        return message(Verdict.READY, report(NOW, null, checks));
    }

    @Test
    void tellsTheFirstFailureAndNotAWarningBeforeIt() {
        Message message = found(
            Finding.TLS_EXPIRES_SOON.seen("Soon.", "Renew."),
            Finding.TOKEN_UNKNOWN.seen("It does not accept the token.", "Create one.")
        );
        assertThat(message).isEqualTo(
            new Message(
                Message.Event.PROBLEM,
                "team-a",
                "ci",
                "ready",
                "failed",
                "token.unknown",
                "It does not accept the token.",
                "Create one.",
                NOW,
                null,
                1,
                null
            )
        );
        assertThat(message.text()).isEqualTo(
            "Connection team-a/ci was ready and is failed: It does not accept the token. Create one."
        );
    }

    @Test
    void whatIsWellAgainHasNoFinding() {
        Message message = message(Verdict.FAILED, ready(1, 0));
        assertThat(message.finding()).isNull();
        assertThat(message.text()).isEqualTo("Connection team-a/ci was failed and is ready");
    }

    @Test
    void namesTheClusterWhereThereAreSeveral() {
        Message message = message(Verdict.FAILED, ready(1, 0)).in("west");
        assertThat(message.text()).isEqualTo("Connection team-a/ci was failed and is ready (cluster west)");
    }
}
