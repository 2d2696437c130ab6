package dev.actrunner.console.audit;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes audit lines to the logger {@code audit}: as text, and with {@code logging.structured.format.console=ecs} as JSON
 * whose fields are {@code action}, {@code target}, {@code outcome}, {@code fields}, and from the request {@code user},
 * {@code ip} and {@code requestId}.
 */
public final class Audit {

    /** Who does it, as the cluster or the provider names them; in the logging context of each request. */
    public static final String USER = "user";
    /** The address that the request came from. */
    public static final String IP = "ip";
    /** Correlates lines, answers and a portal's own log. */
    public static final String REQUEST_ID = "requestId";

    /** The cluster where it is done, where there are several. */
    public static final String CLUSTER = "cluster";

    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /** What could begin another line, or hide this one, where the log is read. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private Audit() {}

    /**
     * Writes a line.
     *
     * @param action such as {@code connection.apply}
     * @param target what it was done to, such as {@code team-a/ci}
     * @param fields the names of the fields that were given or changed
     * @param reason a stable word for what went wrong, empty where nothing did
     */
    public static void write(
        String action,
        String target,
        AuditOutcome outcome,
        Collection<String> fields,
        String reason
    ) {
        String result = outcome.name().toLowerCase(Locale.ROOT);
        String names = line(String.join(",", fields));
        LOG.atInfo()
            .addKeyValue("action", action)
            .addKeyValue("target", target)
            .addKeyValue("outcome", result)
            .addKeyValue("fields", names)
            .addKeyValue("reason", reason)
            .log(
                "{} {}{}: {} by {} from {} [{}]{}{}",
                line(action),
                line(target),
                MDC.get(CLUSTER) == null ? "" : " in the cluster " + context(CLUSTER),
                result,
                context(USER),
                context(IP),
                context(REQUEST_ID),
                names.isEmpty() ? "" : " fields " + names,
                reason.isEmpty() ? "" : " because " + reason
            );
    }

    /** Returns who the current request is from; {@code console} for what the console does by itself. */
    public static String who() {
        return context(USER);
    }

    private static String context(String key) {
        String value = MDC.get(key);
        return value == null ? "console" : line(value);
    }

    /** A text from outside on one line, at most 200 characters of it. */
    public static String line(String text) {
        String clean = UNPRINTABLE.matcher(text).replaceAll(" ");
        return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
    }
}
