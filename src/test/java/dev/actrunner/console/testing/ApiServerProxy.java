package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stands before an API server and lets something happen before a request of a console gets there. */
public final class ApiServerProxy implements AutoCloseable {

    private static final Set<String> PASSED_ON = Set.of("authorization", "accept", "content-type");

    private final HttpServer server;
    private final String apiServer;
    private final KubernetesClient client;
    private final AtomicReference<@Nullable Interruption> next = new AtomicReference<>();

    private record Interruption(Predicate<String> request, Runnable event) {}

    /** @param cluster whose API server is meant */
    public ApiServerProxy(TestCluster cluster) {
        apiServer = cluster.admin().getMasterUrl().toString().replaceAll("/$", "");
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(apiServer).withTrustCerts(true).build();
        client = new KubernetesClientBuilder().withConfig(config).build();
        server = LoopbackServer.start(this::serve);
    }

    /** A kubeconfig that leads through it. */
    public Path kubeconfig(String token) {
        return TestCluster.kubeconfig("proxy", "http://127.0.0.1:" + server.getAddress().getPort(), token);
    }

    /**
     * Lets something happen once, before the next request that is like this.
     *
     * @param request of the method, a space, and the path with its query
     */
    public void before(Predicate<String> request, Runnable event) {
        next.set(new Interruption(request, event));
    }

    /** Whether what {@link #before} was told has not happened yet. */
    public boolean isWaiting() {
        return next.get() != null;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Interruption interruption = next.get();
            if (interruption != null && interruption.request().test(line) && next.compareAndSet(interruption, null)) {
                interruption.event().run();
            }
            HttpResponse<InputStream> answer = client
                .getHttpClient()
                .sendAsync(request(exchange), InputStream.class)
                .join();
            exchange.getResponseHeaders().put("Content-Type", List.copyOf(answer.headers("Content-Type")));
            exchange.sendResponseHeaders(answer.code(), 0);
            try (InputStream body = answer.body()) {
                pass(body, exchange.getResponseBody());
            }
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        var request = client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(URI.create(apiServer + exchange.getRequestURI()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("GET")) {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            request.method(exchange.getRequestMethod(), type == null ? "application/json" : type, body);
        }
        return request.build();
    }

    /** Piece by piece, as a watch never ends. */
    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
