package dev.actrunner.console.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The least that a console can do for each connection at each interval: read its Secret, and ask its forge for the jobs with a
 * connection of its own. What it takes of a core is the limit for {@link MemoryBench}, which starts it as a process.
 */
public final class BareLoop {

    private final OkHttpClient forges = new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .build();
    private final KubernetesClient cluster;
    private final String[] urls;

    private BareLoop(KubernetesClient cluster, String[] urls) {
        this.cluster = cluster;
        this.urls = urls;
    }

    /**
     * Prints the share of a core in percent.
     *
     * @param args the kubeconfig, the number of connections, the seconds of an interval, those to warm up, those to measure, and the forges
     */
    public static void run(String... args) throws IOException, InterruptedException {
        Config config = Config.fromKubeconfig(Files.readString(Path.of(args[0])));
        int connections = Integer.parseInt(args[1]);
        int interval = Integer.parseInt(args[2]);
        int warmUp = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            var loop = new BareLoop(client, args[5].split(","));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                long begin = System.nanoTime();
                long pause = Duration.ofSeconds(interval).toNanos() / connections;
                long total = Duration.ofSeconds(warmUp + seconds).toNanos();
                Duration warm = Duration.ZERO;
                for (long sent = 0; sent * pause < total; sent++) {
                    if (warm.isZero() && sent * pause >= Duration.ofSeconds(warmUp).toNanos()) {
                        warm = cpu();
                    }
                    int number = (int) (sent % connections);
                    threads.execute(() -> loop.ask(number));
                    long ahead = (sent + 1) * pause - (System.nanoTime() - begin);
                    if (ahead > 0) {
                        Thread.sleep(Duration.ofNanos(ahead));
                    }
                }
                System.out.printf("%.3f%n", (100.0 * cpu().minus(warm).toMillis()) / (seconds * 1000.0));
            }
        }
    }

    private void ask(int number) {
        String token = cluster
            .secrets()
            .inNamespace(ManyConnections.namespace(number))
            .withName(ManyConnections.name(number) + "-token")
            .get()
            .getData()
            .get("token");
        String forge = urls[number % urls.length];
        var request = new Request.Builder()
            .url(forge + "/api/v1/orgs/" + ManyConnections.org(number, urls.length) + "/actions/jobs?status=waiting")
            .header("Authorization", "token " + new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8))
            .build();
        try (Response response = forges.newCall(request).execute()) {
            response.body().string();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
