package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The part of a kubelet that an API server asks for logs: {@code /containerLogs/<namespace>/<pod>/<container>}. */
final class KubeletLogs implements AutoCloseable {

    private final HttpsServer server;
    private final Map<String, List<String>> lines = new ConcurrentHashMap<>();

    KubeletLogs() {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var certificate = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
        server.setHttpsConfigurator(
            new HttpsConfigurator(new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext())
        );
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/containerLogs/", this::serve);
        server.start();
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
