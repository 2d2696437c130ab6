package dev.actrunner.console.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers messages for a moment and hands them over together, in their order, by one thread that lives while there are any.
 * Of several replicas one posts; the others hold what it should have posted, for as long as nobody may have noticed its end.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** More than all connections of a large cluster; what comes on top while nobody takes any is lost. */
    private static final int MAX_WAITING = 20_000;

    /** A message of a time when another replica posts. */
    private record Held(Message message, Instant at) {}

    private final Post leader;
    private final Runnable batchDelay;
    private final Consumer<List<Message>> post;
    private final List<Message> waiting = new ArrayList<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private boolean posting;

    /** Who posts. */
    interface Post {
        /** A single process, which always posts. */
        Post ALWAYS = new Post() {
            @Override
            public boolean isMine() {
                return true;
            }

            @Override
            public Duration gap() {
                return Duration.ZERO;
            }
        };

        /** Whether this replica posts. */
        boolean isMine();

        /** How long nobody may have posted before another replica takes over. */
        Duration gap();
    }

    /**
     * @param leader who posts
     * @param batchDelay waits for what comes together
     * @param post called with all that came since it was called last
     */
    Outbox(Post leader, Runnable batchDelay, Consumer<List<Message>> post) {
        this.leader = leader;
        this.batchDelay = batchDelay;
        this.post = post;
    }

    synchronized void add(Message message, Instant now) {
        if (leader.isMine()) {
            add(message);
            return;
        }
        dropOld(now);
        held.addLast(new Held(message, now));
    }

    private void dropOld(Instant now) {
        held.removeIf(each -> each.at().plus(leader.gap()).isBefore(now));
    }

    /** Posts what nobody may have posted, as this replica posts from now on; some of it may come twice. */
    synchronized void takeOver(Instant now) {
        dropOld(now);
        held.forEach(each -> add(each.message()));
        held.clear();
    }

    private void add(Message message) {
        if (waiting.size() == MAX_WAITING) {
            LOG.error("{} messages wait for the receiver already; one more is lost", MAX_WAITING);
            return;
        }
        waiting.add(message);
        if (!posting) {
            posting = true;
            Thread.ofVirtual().name("notifications").start(this::postAll);
        }
    }

    private void postAll() {
        batchDelay.run();
        for (List<Message> all = takeAll(); !all.isEmpty(); all = takeAll()) {
            post(all);
        }
    }

    /** Whatever goes wrong with some, those that come later are posted. */
    private void post(List<Message> all) {
        try {
            post.accept(all);
        } catch (RuntimeException e) {
            LOG.error("{} messages could not be posted", all.size(), e);
        }
    }

    private synchronized List<Message> takeAll() {
        List<Message> all = List.copyOf(waiting);
        waiting.clear();
        posting = !all.isEmpty();
        return all;
    }
}
