package dev.actrunner.console.testing;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * A watch of the embedded API server that ends on a thread of its own. fabric8's waits up to a minute for the events that it has
 * not sent yet, on the only thread that could send them, and nothing is answered meanwhile.
 */
final class WatchListener extends WebSocketListener {

    private final WebSocketListener watch;

    WatchListener(WebSocketListener watch) {
        this.watch = watch;
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
        aside(() -> watch.onClosed(socket, code, reason));
    }

    @Override
    public void onFailure(WebSocket socket, Throwable fault, Response response) {
        aside(() -> watch.onFailure(socket, fault, response));
    }

    private static void aside(Runnable end) {
        Thread.ofVirtual().name("watch-end").start(end);
    }
}
