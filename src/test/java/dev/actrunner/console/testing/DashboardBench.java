package dev.actrunner.console.testing;

import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * How long the dashboard's first page takes with many connections on a real API server, while they are being probed:
 * {@code bench/dashboard.sh}. The connections lie on 20 forges, 25 organizations each, so that 20 of 500 share each probe.
 */
public final class DashboardBench {

    private static final int FORGES = 20;
    private static final int ORGS = 25;
    private static final int NAMESPACES = 50;

    private DashboardBench() {}

    /** @param args how many connections, and how many requests */
    public static void run(String... args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int requests = args.length > 1 ? Integer.parseInt(args[1]) : 3000;
        var forges = new ArrayList<StubForge>();
        for (int i = 0; i < FORGES; i++) {
            StubForge forge = new StubGitea("1.27.2").token(
                "bench",
                new Account("root", true, Set.of("read:organization"))
            );
            for (int org = 0; org < ORGS; org++) {
                forge.org("org-" + org, "root").jobs(new Job("org-" + org, "app", Set.of("docker"), State.WAITING));
            }
            forges.add(forge);
        }
        try (RealCluster cluster = RealCluster.start()) {
            long begin = System.nanoTime();
            fill(cluster.admin(), connections, forges);
            System.out.printf("%d connections made in %d s on %s%n", connections, seconds(begin), cluster.title());
            begin = System.nanoTime();
            try (
                RunningConsole console = RunningConsole.on(
                    cluster,
                    "--logging.level.root=WARN",
                    "--logging.level.dev.actrunner=WARN",
                    "--console.keda.remember=5s"
                )
            ) {
                Monitor monitor = console.bean(Monitor.class);
                while (
                    monitor
                        .standings()
                        .stream()
                        .filter(s -> s.verdict() != null)
                        .count() < connections
                ) {
                    Thread.sleep(500);
                }
                System.out.printf("all discovered and probed once after %d s%n", seconds(begin));
                measure(console.url() + "/", requests);
                System.out.printf("heap after a collection: %d MB%n", usedMegabytes());
            }
        }
        forges.forEach(StubForge::close);
    }

    private static void fill(KubernetesClient admin, int connections, List<StubForge> forges)
        throws InterruptedException, ExecutionException {
        for (int i = 0; i < NAMESPACES; i++) {
            ClusterSeed.createNamespaces(admin, "bench-" + i);
        }
        var permits = new Semaphore(32);
        var all = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                int number = i;
                permits.acquire();
                all.add(
                    threads.submit(() -> {
                        try {
                            connect(admin, number, forges.get(number % FORGES));
                        } finally {
                            permits.release();
                        }
                    })
                );
            }
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    private static void connect(KubernetesClient admin, int number, StubForge forge) {
        String name = "c" + number;
        String namespace = "bench-" + (number % NAMESPACES);
        admin
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName(name + "-token")
                    .withNamespace(namespace)
                    .endMetadata()
                    .withStringData(Map.of("token", "bench"))
                    .build()
            )
            .create();
        admin
            .resource(
                Serialization.unmarshal(
                    """
                    apiVersion: keda.sh/v1alpha1
                    kind: TriggerAuthentication
                    metadata:
                      name: %1$s-auth
                      namespace: %2$s
                      labels:
                        app.kubernetes.io/instance: %1$s
                        app.kubernetes.io/component: autoscaler-config
                        app.kubernetes.io/managed-by: act-runner-console
                      annotations:
                        console.actrunner.dev/forge-url: %3$s
                        console.actrunner.dev/scope: org
                        console.actrunner.dev/org: org-%4$d
                        console.actrunner.dev/platform: gitea
                        console.actrunner.dev/secret: managed
                    spec:
                      secretTargetRef: [{ parameter: token, name: %1$s-token, key: token }]
                    """.formatted(name, namespace, forge.url(), (number / FORGES) % ORGS),
                    GenericKubernetesResource.class
                )
            )
            .create();
    }

    private static void measure(String url, int requests) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build();
        long[] micros = new long[requests];
        int bytes = 0;
        for (int i = -requests / 5; i < requests; i++) {
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode());
            }
            bytes = answer.body().length;
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1000;
            }
            // Somebody looks now and then; what is probed meanwhile has its share of the machine.
            Thread.sleep(5);
        }
        Arrays.sort(micros);
        System.out.printf(
            "GET / : p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms over %d requests; %d bytes compressed%n",
            micros[requests / 2] / 1000.0,
            micros[(requests * 9) / 10] / 1000.0,
            micros[(requests * 99) / 100] / 1000.0,
            micros[requests - 1] / 1000.0,
            requests,
            bytes
        );
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static long seconds(long begin) {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }
}
