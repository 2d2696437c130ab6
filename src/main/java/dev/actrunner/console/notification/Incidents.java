package dev.actrunner.console.notification;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is worth a notification. A forge that goes down is told once, whoever uses it, and once when the last of its
 * connections is as it was before.
 */
final class Incidents {

    private final ToIntFunction<String> connectionsOf;
    /** Forges that are down, by their origin. */
    private final Map<String, OpenIncident> forges = new HashMap<>();
    /** What is wrong with single connections. */
    private final Map<ConnectionKey, OpenIncident> others = new HashMap<>();

    /** @param connectionsOf how many connections the receiver knows of a forge, by its origin */
    Incidents(ToIntFunction<String> connectionsOf) {
        this.connectionsOf = connectionsOf;
    }

    /**
     * A connection's status, as it is recorded.
     *
     * @param previous the verdict before; null after a start of the console, when what is wrong is no news
     * @param isOver whether nothing is wrong that is worth a word
     * @param isWanted whether anybody wants to hear of it now
     */
    record Change(
        ConnectionStatus status,
        ConnectionStatus.Observed observed,
        @Nullable Verdict previous,
        boolean isOver,
        boolean isWanted,
        Instant now
    ) {
        ConnectionKey key() {
            return status.key();
        }

        Verdict before() {
            return previous == null ? Verdict.READY : previous;
        }

        boolean isNews() {
            return previous != null && previous != observed.verdict();
        }

        Message message() {
            return Message.of(status.key(), before(), observed, isOver);
        }
    }

    /** Records a connection's status, and returns what to tell. */
    synchronized List<Message> record(Change change) {
        return change.status().isForgeDown() ? open(change) : close(change);
    }

    private List<Message> open(Change change) {
        others.remove(change.key());
        String origin = change.status().forgeOrigin();
        Message message = change.message();
        OpenIncident incident = forges.get(origin);
        if (incident == null) {
            int connections = Math.max(1, connectionsOf.applyAsInt(origin));
            incident = new OpenIncident(message.ofForge(change.status().forgeHost(), connections), change.now());
            // What was wrong before the start was told by the console that ran then.
            incident.isKnown = change.previous() == null;
            forges.put(origin, incident);
        } else {
            incident.update(message);
        }
        boolean isMember = !incident.join(change.key(), change.before());
        if (isMember || incident.isTold || change.previous() == null) {
            return List.of();
        }
        // One probe is enough where the verdict is new, as that is confirmed; else it must last.
        boolean tells = change.isWanted() && change.isNews();
        incident.isDue = !tells;
        return tells ? List.of(incident.tell(change.now())) : List.of();
    }

    private List<Message> close(Change change) {
        List<Message> told = new ArrayList<>();
        Message message = change.message();
        String origin = change.status().forgeOrigin();
        OpenIncident incident = forges.get(origin);
        Verdict was = incident == null ? null : incident.leave(change.key());
        boolean isNews = change.isNews();
        if (incident != null && was != null) {
            incident.lastBack = message;
            endIfEmpty(origin, incident, told);
            // As it was before the forge went down: that is told once, when all of them are back.
            isNews = !change.isOver() && change.observed().verdict() != was;
        }
        if (change.isOver()) {
            OpenIncident own = others.remove(change.key());
            if (isNews && (own == null || own.isKnown)) {
                told.add(message);
            }
            return told;
        }
        OpenIncident own = others.computeIfAbsent(change.key(), _ -> new OpenIncident(message, change.now()));
        if (!isNews) {
            own.update(message);
            own.isKnown |= change.previous() == null || was != null;
            return told;
        }
        own.message = message;
        if (change.isWanted()) {
            told.add(own.tell(change.now()));
        } else {
            own.isDue = true;
        }
        return told;
    }

    private void endIfEmpty(String origin, OpenIncident incident, List<Message> told) {
        if (!incident.isEmpty()) {
            return;
        }
        forges.remove(origin);
        if (incident.isKnown && incident.lastBack != null) {
            told.add(incident.message.recovered(incident.lastBack, incident.connections()));
        }
    }

    /** Forgets a connection that is gone, and returns what to tell: a forge is back where it was the last that was not. */
    synchronized List<Message> forget(ConnectionKey key) {
        others.remove(key);
        List<Message> told = new ArrayList<>();
        for (Map.Entry<String, OpenIncident> each : List.copyOf(forges.entrySet())) {
            if (each.getValue().leave(key) != null) {
                endIfEmpty(each.getKey(), each.getValue(), told);
            }
        }
        return told;
    }

    /**
     * Returns what to tell of what lasts: for the first time, where nobody wanted to hear of it before, and again.
     *
     * @param every after which time it is told again; null for never
     * @param unwanted whether nobody wants to hear of a connection now
     */
    synchronized List<Message> due(@Nullable Duration every, Instant now, Predicate<ConnectionKey> unwanted) {
        List<Message> due = new ArrayList<>();
        forges.values().forEach(incident -> {
            if (!incident.members().stream().allMatch(unwanted)) {
                due.addAll(incident.due(every, now));
            }
        });
        others.forEach((key, incident) -> {
            if (!unwanted.test(key)) {
                due.addAll(incident.due(every, now));
            }
        });
        return due;
    }
}
