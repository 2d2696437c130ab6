package dev.actrunner.console.api;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Gives events to all who listen; who does not keep up is cut off, and comes again by itself. */
final class EventHub {

    private static final int BACKLOG = 1000;
    private static final long BEAT_SECONDS = 15;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /** A new listener. */
    SseEmitter join() {
        var listener = new Listener();
        listeners.add(listener);
        listener.emitter.onCompletion(() -> listeners.remove(listener));
        listener.emitter.onTimeout(listener.emitter::complete);
        listener.emitter.onError(_ -> listeners.remove(listener));
        Thread.ofVirtual().name("events").start(listener);
        return listener.emitter;
    }

    void tell(String name, Object event) {
        var message = new Message(name, event);
        listeners.removeIf(listener -> !listener.waiting.offer(message));
    }

    private record Message(String name, Object event) {}

    private final class Listener implements Runnable {

        private final SseEmitter emitter = new SseEmitter(0L);
        private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(BACKLOG);

        @Override
        public void run() {
            try {
                // Something at once, so that whoever listens knows that it is heard.
                emitter.send(SseEmitter.event().comment("hello"));
                while (listeners.contains(this)) {
                    Message next = waiting.poll(BEAT_SECONDS, TimeUnit.SECONDS);
                    emitter.send(
                        next == null
                            ? SseEmitter.event().comment("beat")
                            : SseEmitter.event().name(next.name()).data(next.event(), MediaType.APPLICATION_JSON)
                    );
                }
                emitter.complete();
            } catch (IOException | IllegalStateException _) {
                listeners.remove(this);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
