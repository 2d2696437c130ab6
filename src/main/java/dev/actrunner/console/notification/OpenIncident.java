package dev.actrunner.console.notification;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong and not over: with a connection, or with a forge. */
final class OpenIncident {

    /** How it would be told now. */
    Message message;

    /** Whether this console told it. */
    boolean isTold;

    /** Whether anybody was told, by this console or by the one that ran before, so that its end is worth a word. */
    boolean isKnown;

    /** Whether it is to be told as soon as somebody wants to hear of it. */
    boolean isDue;

    /** Of a forge: what the connection that came back last said. */
    @Nullable
    Message lastBack;

    /** Of a forge: the verdicts before. */
    private final Map<ConnectionKey, Verdict> members = new HashMap<>();
    private Instant lastWord;
    private int most;

    OpenIncident(Message message, Instant now) {
        this.message = message;
        this.lastWord = now;
    }

    /** Takes over what is found now; since when it lasts, and what was before, stay. */
    void update(Message now) {
        message = message.found(now);
    }

    /** Adds a connection, and returns whether it is new. */
    boolean join(ConnectionKey key, Verdict before) {
        boolean isNew = members.putIfAbsent(key, before) == null;
        most = Math.max(most, members.size());
        return isNew;
    }

    /** Removes a connection, and returns its verdict before; null where it was not one of them. */
    @Nullable
    Verdict leave(ConnectionKey key) {
        return members.remove(key);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Set<ConnectionKey> members() {
        return members.keySet();
    }

    /** How many connections it is about. */
    int connections() {
        return Math.max(message.connections(), most);
    }

    /** The message, as of now told. */
    Message tell(Instant now) {
        isTold = true;
        isKnown = true;
        isDue = false;
        lastWord = now;
        return message;
    }

    /** What is to be told now that somebody wants to hear of it: nothing, or one message. */
    List<Message> due(@Nullable Duration every, Instant now) {
        if (isDue) {
            return List.of(tell(now));
        }
        if (lastWord.isAfter(now)) {
            // The clock was set back: nobody waits until it is there again.
            lastWord = now;
        }
        if (every == null || lastWord.plus(every).isAfter(now)) {
            return List.of();
        }
        lastWord = now;
        isKnown = true;
        return List.of(message.again(connections()));
    }
}
