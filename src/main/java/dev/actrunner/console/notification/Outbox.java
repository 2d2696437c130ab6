package dev.actrunner.console.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers messages for a moment and hands them over together, in their order, by one thread that lives while there are any. */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** More than all connections of a large cluster; what comes on top while nobody takes any is lost. */
    private static final int MAX_WAITING = 20_000;

    private final Runnable batchDelay;
    private final Consumer<List<Message>> post;
    private final List<Message> waiting = new ArrayList<>();
    private boolean posting;

    /**
     * @param batchDelay waits for what comes together
     * @param post called with all that came since it was called last
     */
    Outbox(Runnable batchDelay, Consumer<List<Message>> post) {
        this.batchDelay = batchDelay;
        this.post = post;
    }

    synchronized void add(Message message) {
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
