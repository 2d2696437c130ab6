package dev.actrunner.console.notification;

import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is posted of a verdict that changed.
 *
 * @param from the verdict before
 * @param finding what was found, by its id in the catalogue; null where nothing is wrong
 */
record Message(
    String namespace,
    String connection,
    String from,
    String to,
    @Nullable String finding,
    @Nullable String summary,
    @Nullable String remediation,
    Instant at
) {
    static Message of(ConnectionStatusChanged changed, ConnectionStatus now, Verdict to) {
        Check worst =
            now.report() == null
                ? null
                : now
                      .report()
                      .probe()
                      .checks()
                      .stream()
                      .filter(c -> c.finding() != null)
                      .max((a, b) ->
                          Boolean.compare(a.status() == CheckStatus.FAIL, b.status() == CheckStatus.FAIL)
                      )
                      .orElse(null);
        return new Message(
            changed.key().namespace(),
            changed.key().name(),
            Objects.requireNonNull(changed.from()).id(),
            to.id(),
            worst == null || worst.finding() == null ? null : worst.finding().id(),
            worst == null ? null : worst.summary(),
            worst == null ? null : worst.remediation(),
            now.since() == null ? Instant.EPOCH : now.since()
        );
    }

    /** For people, in Slack's form: what is quoted can neither link nor call anybody. */
    String text() {
        String what = summary == null ? "" : ": " + summary + (remediation == null ? "" : " " + remediation);
        String text = "Connection " + namespace + "/" + connection + " was " + from + " and is " + to + what;
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
