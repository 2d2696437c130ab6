package dev.actrunner.console.api;

import dev.actrunner.console.cluster.ClusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends events to every open event stream. A client that does not keep up is disconnected, and connects again. */
final class EventHub {

    private static final int BACKLOG = 1000;
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final int MOST = 500;
    private static final int MOST_OF_ONE = 20;
    /** Whoever listens comes again by themselves, and is asked again who they are. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /**
     * A new listener.
     *
     * @param caller who listens
     * @param visible whether what happens in a namespace may be told; asked on the listener's own thread
     * @param signedIn whether they still are who they were; asked at each beat
     * @throws ResponseStatusException 429 where the caller, or all together, listen too many times already
     */
    SseEmitter join(String caller, Predicate<String> visible, BooleanSupplier signedIn) {
        var listener = new Listener(caller, visible, signedIn);
        synchronized (this) {
            long own = listeners
                .stream()
                .filter(l -> l.caller.equals(caller))
                .count();
            if (own >= MOST_OF_ONE || listeners.size() >= MOST) {
                throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many event streams are open: close one of them."
                );
            }
            listeners.add(listener);
        }
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
    void publish(String name, String namespace, Object event) {
        var message = new Message(name, namespace, event);
        listeners.removeIf(listener -> !listener.waiting.offer(message));
    }

    private record Message(String name, String namespace, Object event) {}

    private final class Listener implements Runnable {

        private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        private final String caller;
        private final Predicate<String> visible;
        private final BooleanSupplier signedIn;
        private long askedAt = System.nanoTime();
        private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(BACKLOG);

        Listener(String caller, Predicate<String> visible, BooleanSupplier signedIn) {
            this.caller = caller;
            this.visible = visible;
            this.signedIn = signedIn;
        }

        /** Asked anew once a beat is over, however much there is to tell. */
        private boolean isStillSignedIn() {
            long now = System.nanoTime();
            if (now - askedAt < BEAT.toNanos()) {
                return true;
            }
            askedAt = now;
            return signedIn.getAsBoolean();
        }

        @Override
        public void run() {
            try {
                // Something at once, so that whoever listens knows that it is heard.
                emitter.send(SseEmitter.event().comment("hello"));
                long sentAt = System.nanoTime();
                while (listeners.contains(this) && isStillSignedIn()) {
                    long quiet = System.nanoTime() - sentAt;
                    Message next = waiting.poll(BEAT.toNanos() - quiet, TimeUnit.NANOSECONDS);
                    if (next != null && visible.test(next.namespace())) {
                        emitter.send(
                            SseEmitter.event().name(next.name()).data(next.event(), MediaType.APPLICATION_JSON)
                        );
                    } else if (System.nanoTime() - sentAt >= BEAT.toNanos()) {
                        // Also where there was much to tell, and nothing of it to this one.
                        emitter.send(SseEmitter.event().name("heartbeat").data("{}", MediaType.APPLICATION_JSON));
                    } else {
                        continue;
                    }
                    sentAt = System.nanoTime();
                }
                listeners.remove(this);
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
