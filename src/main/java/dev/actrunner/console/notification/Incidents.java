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

    /** What is told and not over. */
    private static final class Open {

        private final Message first;
        /** The verdicts before. */
        private final Map<ConnectionKey, Verdict> members = new HashMap<>();
        private Instant told;
        private int connections;

        Open(Message first, Instant told) {
            this.first = first;
            this.told = told;
            this.connections = first.connections();
        }
    }

    private final ToIntFunction<String> connectionsOf;
    private final Map<String, Open> forges = new HashMap<>();
    private final Map<ConnectionKey, Open> others = new HashMap<>();

    /** @param connectionsOf how many connections the receiver knows of a forge */
    Incidents(ToIntFunction<String> connectionsOf) {
        this.connectionsOf = connectionsOf;
    }

    /**
     * Records a connection's status.
     *
     * @param previous the verdict before; null after a start of the console, when what is wrong is no news
     * @param isOver whether nothing is wrong that is worth a word
     * @return what to tell
     */
    synchronized List<Message> record(
        ConnectionStatus status,
        @Nullable Verdict previous,
        boolean isOver,
        Instant now
    ) {
        ConnectionStatus.Observed observed = status.observed();
        if (observed == null) {
            return List.of();
        }
        boolean isNews = previous == null || previous != observed.verdict();
        Verdict before = previous == null ? Verdict.READY : previous;
        Message message = Message.of(status.key(), before, observed, isOver);
        List<Message> told = status.isForgeDown()
            ? open(status, before, message, isNews, now)
            : close(status, message, isNews, now);
        return previous == null ? List.of() : told;
    }

    private List<Message> open(ConnectionStatus status, Verdict before, Message message, boolean isNews, Instant now) {
        String forge = status.forgeHost();
        Open open = forges.get(forge);
        if (!isNews) {
            return List.of();
        }
        others.remove(status.key());
        if (open != null) {
            open.members.putIfAbsent(status.key(), before);
            open.connections = Math.max(open.connections, open.members.size());
            return List.of();
        }
        Message first = message.ofForge(forge, Math.max(1, connectionsOf.applyAsInt(forge)));
        open = new Open(first, now);
        open.members.put(status.key(), before);
        forges.put(forge, open);
        return List.of(first);
    }

    private List<Message> close(ConnectionStatus status, Message message, boolean isNews, Instant now) {
        Open open = forges.get(status.forgeHost());
        Verdict was = open == null ? null : open.members.remove(status.key());
        if (open == null || was == null) {
            if (isNews) {
                remember(status.key(), message, now);
            }
            return isNews ? List.of(message) : List.of();
        }
        remember(status.key(), message, now);
        List<Message> told = new ArrayList<>();
        if (open.members.isEmpty()) {
            forges.remove(status.forgeHost());
            told.add(open.first.recovered(message, open.connections));
        }
        // As it was before the forge went down: that is told once, when all of them are back.
        if (message.event() == Message.Event.PROBLEM && !message.verdict().equals(was.id())) {
            told.add(message);
        }
        return told;
    }

    private void remember(ConnectionKey key, Message message, Instant now) {
        if (message.event() == Message.Event.PROBLEM) {
            others.put(key, new Open(message, now));
        } else {
            others.remove(key);
        }
    }

    /** Forgets a connection that is gone, or that nobody wants to hear of. */
    synchronized void forget(ConnectionKey key) {
        others.remove(key);
        forges.values().forEach(open -> open.members.remove(key));
        forges.values().removeIf(open -> open.members.isEmpty());
    }

    /**
     * What has lasted so long that it is told again.
     *
     * @param unwanted whether nobody wants to hear of a connection now
     */
    synchronized List<Message> due(Duration every, Instant now, Predicate<ConnectionKey> unwanted) {
        List<Message> due = new ArrayList<>();
        forges
            .values()
            .stream()
            .filter(open -> !open.told.plus(every).isAfter(now) && !open.members.keySet().stream().allMatch(unwanted))
            .forEach(open -> due.add(again(open, now)));
        others.forEach((key, open) -> {
            if (!open.told.plus(every).isAfter(now) && !unwanted.test(key)) {
                due.add(again(open, now));
            }
        });
        return due;
    }

    private static Message again(Open open, Instant now) {
        open.told = now;
        return open.first.again(open.connections);
    }
}
