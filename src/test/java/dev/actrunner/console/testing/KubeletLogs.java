package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of a kubelet that an API server asks for logs: {@code /containerLogs/<namespace>/<pod>/<container>}. */
final class KubeletLogs implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, List<String>> lines = new ConcurrentHashMap<>();

    KubeletLogs() {
        server = LoopbackServer.startTls("127.0.0.1", this::serve);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Adds a line to a container's log. */
    void add(String namespace, String pod, String container, String line) {
        lines.computeIfAbsent(namespace + "/" + pod + "/" + container, _ -> new CopyOnWriteArrayList<>()).add(line);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring("/containerLogs/".length());
            byte[] log = String.join("\n", lines.getOrDefault(name, List.of())).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, log.length == 0 ? -1 : log.length);
            exchange.getResponseBody().write(log);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
