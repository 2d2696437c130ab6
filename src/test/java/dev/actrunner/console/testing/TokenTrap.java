package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** What an attacker puts up: it answers as a Gitea would, takes every token, and keeps what it was sent. */
public final class TokenTrap implements AutoCloseable {

    /** An answer that leads elsewhere. */
    private record Redirect(int status, String location) {}

    private final String scheme;
    private final HttpServer server;
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Map<String, List<Long>> times = new ConcurrentHashMap<>();
    private volatile @Nullable Redirect redirect;
    private volatile String jobs = "{\"jobs\":[],\"total_count\":4}";

    public TokenTrap() {
        this(null);
    }

    private TokenTrap(@Nullable HeldCertificate certificate) {
        scheme = certificate == null ? "http" : "https";
        server = LoopbackServer.start(0, certificate, this::serve);
    }

    /** One on https. */
    public static TokenTrap secure(HeldCertificate certificate) {
        return new TokenTrap(certificate);
    }

    public String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Redirects what asks for jobs. */
    public void redirectTo(int status, String location) {
        redirect = new Redirect(status, location);
    }

    /** Answers this to whoever asks for jobs. */
    public void jobs(String body) {
        jobs = body;
    }

    /** What came in {@code Authorization}, one for each request that had one. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** What was asked for, with its query. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    /**
     * The longest time between two requests with the same token, one after the other.
     *
     * @param since gaps that ended before are not looked at; a time of {@link System#nanoTime}
     */
    public Duration longestGap(long since) {
        long longest = 0;
        for (List<Long> each : times.values()) {
            long[] sorted = each.stream().mapToLong(Long::longValue).sorted().toArray();
            for (int i = 1; i < sorted.length; i++) {
                if (sorted[i] >= since) {
                    longest = Math.max(longest, sorted[i] - sorted[i - 1]);
                }
            }
        }
        return Duration.ofNanos(longest);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            paths.add(exchange.getRequestURI().toString());
            for (String each : exchange.getRequestHeaders().getOrDefault("Authorization", List.of())) {
                authorizations.add(each);
                // The scheme is one of two: token, and Bearer for what KEDA sends.
                String token = each.substring(each.indexOf(' ') + 1);
                times.computeIfAbsent(token, _ -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
            }
            String path = exchange.getRequestURI().getPath();
            Redirect elsewhere = redirect;
            if (elsewhere != null && path.endsWith("/jobs")) {
                exchange.getResponseHeaders().add("Location", elsewhere.location());
                exchange.sendResponseHeaders(elsewhere.status(), -1);
                return;
            }
            byte[] body = (path.endsWith("/version") ? "{\"version\":\"1.26.0\"}" : jobs).getBytes(
                StandardCharsets.UTF_8
            );
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
