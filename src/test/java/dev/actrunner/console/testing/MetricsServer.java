package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** What KEDA's metrics server is to an API server: it serves {@code external.metrics.k8s.io} with the values of a test. */
public final class MetricsServer implements AutoCloseable {

    private static final String GROUP = "/apis/external.metrics.k8s.io/v1beta1";

    private final HttpServer server;
    private final Map<String, String> values = new ConcurrentHashMap<>();

    MetricsServer() {
        server = LoopbackServer.startTls("localhost", this::serve);
    }

    /** Gives a namespace's metric a value. */
    public void put(String namespace, String metric, String value) {
        values.put(namespace + "/" + metric, value);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = body(path);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The answer to a path of the group, empty where there is none. */
    String body(String path) {
        if (path.equals(GROUP)) {
            return """
            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"external.metrics.k8s.io/v1beta1","resources":[
              {"name":"externalmetrics","singularName":"","namespaced":true,"kind":"ExternalMetricValueList","verbs":["get"]}]}
            """;
        }
        String value = path.startsWith(GROUP + "/namespaces/")
            ? values.get(path.substring((GROUP + "/namespaces/").length()))
            : null;
        if ("hang".equals(value)) {
            // Longer than anybody waits for it.
            LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
        }
        return value == null
            ? ""
            : """
              {"kind":"ExternalMetricValueList","apiVersion":"external.metrics.k8s.io/v1beta1","metadata":{},"items":[
                {"metricName":"m","metricLabels":null,"timestamp":"2026-01-01T00:00:00Z","value":"%s"}]}
              """.formatted(value);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
