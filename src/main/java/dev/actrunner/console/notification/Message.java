package dev.actrunner.console.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A notification: of a connection, or of a forge that is down or back, whose connections all changed for one reason.
 *
 * @param namespace the connection's; for a forge, that of the connection that noticed first
 * @param connection the connection's name, or that of the one that noticed first
 * @param previousVerdict the verdict before
 * @param finding what was found, by its id in the catalogue; null where nothing is wrong
 * @param at since when it is so
 * @param forge the forge that is down or back, null where it is about one connection
 * @param connections how many connections it is about
 * @param cluster where they are, null where there is only one cluster
 */
record Message(
    Event event,
    String namespace,
    String connection,
    String previousVerdict,
    String verdict,
    @Nullable String finding,
    @Nullable String summary,
    @Nullable String remediation,
    Instant at,
    @Nullable String forge,
    int connections,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cluster
) {
    /** What happened. */
    enum Event {
        PROBLEM,
        RECOVERY,
        REMINDER,
        TEST;

        /** As JSON has it. */
        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Tells of a connection.
     *
     * @param previous the verdict before
     * @param isOver whether nothing is wrong that is worth a word
     */
    static Message of(ConnectionKey key, Verdict previous, ConnectionStatus.Observed now, boolean isOver) {
        Check worst = now.report().probe().worstCheck().orElse(null);
        return new Message(
            isOver ? Event.RECOVERY : Event.PROBLEM,
            key.namespace(),
            key.name(),
            previous.id(),
            now.verdict().id(),
            worst == null || worst.finding() == null ? null : worst.finding().id(),
            worst == null ? null : worst.summary(),
            worst == null ? null : worst.remediation(),
            now.since(),
            null,
            1,
            null
        );
    }

    /** A message that says nothing but that messages arrive. */
    static Message test(Instant at) {
        return new Message(Event.TEST, "", "", "", "", null, null, null, at, null, 0, null);
    }

    /** The same, of a forge. */
    Message ofForge(String host, int affected) {
        return copy(event, host, affected, cluster);
    }

    /** The same, of what is found now. */
    Message found(Message now) {
        return new Message(
            event,
            namespace,
            connection,
            previousVerdict,
            now.verdict,
            now.finding,
            now.summary,
            now.remediation,
            at,
            forge,
            connections,
            cluster
        );
    }

    /** The end of what this tells. */
    Message recovered(Message of, int affected) {
        return new Message(
            Event.RECOVERY,
            of.namespace,
            of.connection,
            verdict,
            of.verdict,
            null,
            null,
            null,
            of.at,
            forge,
            affected,
            cluster
        );
    }

    /** The same, said again. */
    Message again(int affected) {
        return copy(Event.REMINDER, forge, affected, cluster);
    }

    /** The same, with the name of the cluster; null for none. */
    Message in(@Nullable String name) {
        return copy(event, forge, connections, name);
    }

    /** What was found stays. */
    private Message copy(Event what, @Nullable String host, int affected, @Nullable String place) {
        return new Message(
            what,
            namespace,
            connection,
            previousVerdict,
            verdict,
            finding,
            summary,
            remediation,
            at,
            host,
            affected,
            place
        );
    }

    /** One sentence: what happened to what, and where. */
    String title() {
        return what() + (cluster == null ? "" : " (cluster " + cluster + ")");
    }

    private String what() {
        String what = forge == null ? "Connection " + namespace + "/" + connection : "Forge " + forge;
        return switch (event) {
            case TEST -> "Test notification of Act Runner Console";
            case REMINDER -> what + (forge == null ? " is still " + verdict : " is still down") + affected();
            case RECOVERY, PROBLEM -> forge == null
                ? what + " was " + previousVerdict + " and is " + verdict
                : what + (event == Event.PROBLEM ? " is down" : " is back") + affected();
        };
    }

    private String affected() {
        return forge == null ? "" : connections == 1 ? ", 1 connection" : ", " + connections + " connections";
    }

    /** What is wrong and what to do, empty where nothing is. */
    String details() {
        return summary == null ? "" : summary + (remediation == null ? "" : " " + remediation);
    }

    /** All of it on a line. */
    String text() {
        return title() + (details().isEmpty() ? "" : ": " + details());
    }
}
