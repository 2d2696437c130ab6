package dev.actrunner.console.api;

import dev.actrunner.console.cluster.ClusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Gives events to all who listen; who does not keep up is cut off, and comes again by itself. */
final class EventHub {

    private static final int BACKLOG = 1000;
    private static final long BEAT_SECONDS = 15;
    /** Whoever listens comes again by themselves, and is asked again who they are. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /**
     * A new listener.
     *
     * @param visible whether what happens in a namespace may be told; asked on the listener's own thread
     */
    SseEmitter join(Predicate<String> visible) {
        var listener = new Listener(visible);
        listeners.add(listener);
        listener.emitter.onCompletion(() -> listeners.remove(listener));
        listener.emitter.onTimeout(listener.emitter::complete);
        listener.emitter.onError(_ -> listeners.remove(listener));
        Thread.ofVirtual().name("events").start(listener);
        return listener.emitter;
    }

    /** Sends everybody away, so that the console's end waits for nobody. */
    void close() {
        listeners.forEach(listener -> listener.emitter.complete());
        listeners.clear();
    }

    /** @param namespace where it happened */
    void tell(String name, String namespace, Object event) {
        var message = new Message(name, namespace, event);
        listeners.removeIf(listener -> !listener.waiting.offer(message));
    }

    private record Message(String name, String namespace, Object event) {}

    private final class Listener implements Runnable {

        private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        private final Predicate<String> visible;
        private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(BACKLOG);

        Listener(Predicate<String> visible) {
            this.visible = visible;
        }

        @Override
        public void run() {
            try {
                // Something at once, so that whoever listens knows that it is heard.
                emitter.send(SseEmitter.event().comment("hello"));
                while (listeners.contains(this)) {
                    Message next = waiting.poll(BEAT_SECONDS, TimeUnit.SECONDS);
                    if (next != null && !visible.test(next.namespace())) {
                        continue;
                    }
                    emitter.send(
                        next == null
                            ? SseEmitter.event().comment("beat")
                            : SseEmitter.event().name(next.name()).data(next.event(), MediaType.APPLICATION_JSON)
                    );
                }
                emitter.complete();
            } catch (IOException | IllegalStateException | ClusterException _) {
                // Gone, or no longer known to the cluster: whoever is still there comes again and is asked anew.
                listeners.remove(this);
                emitter.complete();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
