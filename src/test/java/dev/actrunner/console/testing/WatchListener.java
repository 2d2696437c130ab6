package dev.actrunner.console.testing;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.Collection;

/**
 * A watch of the embedded API server that is over when it ends. fabric8's waits up to a minute for the events that it has not sent
 * yet, on the only thread that could send them, and refuses new ones, so that what they tell of fails or is not answered.
 */
final class WatchListener extends WebSocketListener {

    private final WebSocketListener watch;
    private final Collection<?> watches;

    /** @param watches those that are told of events, among them {@code watch} */
    WatchListener(WebSocketListener watch, Collection<?> watches) {
        this.watch = watch;
        this.watches = watches;
    }

    @Override
    public void onBeforeAccept(WebSocket socket, Response response) {
        watch.onBeforeAccept(socket, response);
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        watch.onOpen(socket, response);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        watch.onClosing(socket, code, reason);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
        end(() -> watch.onClosed(socket, code, reason));
    }

    @Override
    public void onFailure(WebSocket socket, Throwable fault, Response response) {
        end(() -> watch.onFailure(socket, fault, response));
    }

    private void end(Runnable end) {
        watches.remove(watch);
        Thread.ofVirtual().name("watch-end").start(end);
    }
}
