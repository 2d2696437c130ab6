package dev.actrunner.console.notification;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The notification of a changed verdict.
 *
 * @param previousVerdict the verdict before
 * @param finding what was found, by its id in the catalogue; null where nothing is wrong
 */
record Message(
    String namespace,
    String connection,
    String previousVerdict,
    String verdict,
    @Nullable String finding,
    @Nullable String summary,
    @Nullable String remediation,
    Instant at
) {
    /** @param previous the verdict before */
    static Message of(ConnectionKey key, Verdict previous, ConnectionStatus.Observed now) {
        Check worst = now.report().probe().worstCheck().orElse(null);
        return new Message(
            key.namespace(),
            key.name(),
            previous.id(),
            now.verdict().id(),
            worst == null || worst.finding() == null ? null : worst.finding().id(),
            worst == null ? null : worst.summary(),
            worst == null ? null : worst.remediation(),
            now.since()
        );
    }

    /** Returns the text for Slack, in which a quoted text can neither link to anything nor mention anyone. */
    String text() {
        String what = summary == null ? "" : ": " + summary + (remediation == null ? "" : " " + remediation);
        String text =
            "Connection " + namespace + "/" + connection + " was " + previousVerdict + " and is " + verdict + what;
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
