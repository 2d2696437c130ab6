package dev.actrunner.console.testing;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What the console adds: to two applies of the same objects on a real API server, and to one request for a forge's jobs.
 * Both sides take turns in one run: {@code bench/overhead.sh}.
 */
public final class OverheadBench {

    private static final Pattern REQUESTS = Pattern.compile("(?m)^apiserver_request_total\\{.*} (\\S+)$");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    private OverheadBench() {}

    /** Something that is timed. */
    private interface Work {
        void run(int round) throws Exception;
    }

    /**
     * How many times what the console does takes as long as its peer, by the medians.
     *
     * @param created a PUT of a new connection beside two applies of new objects
     * @param changed one that changes the token, beside two such applies
     * @param unchanged one that changes nothing, beside two such applies
     * @param probe a probe of a forge that is known, beside one request for the jobs
     */
    public record Ratios(double created, double changed, double unchanged, double probe) {}

    /** @param args how many rounds */
    public static void run(String... args) throws Exception {
        measure(args.length > 0 ? Integer.parseInt(args[0]) : 300);
    }

    /** Measures, and prints what it measured. */
    public static Ratios measure(int rounds) throws Exception {
        try (
            RealCluster cluster = RealCluster.start();
            StubForge forge = new StubForgejo("15.0.3")
                .token(TOKEN, new Account("keda", true, Set.of("read:admin")))
                .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING));
            RunningConsole console = RunningConsole.on(
                cluster,
                "--logging.level.root=WARN",
                "--logging.level.dev.actrunner=WARN",
                "--console.keda.cache-ttl=5s"
            )
        ) {
            System.out.println("on " + cluster.title() + ", p50 of " + rounds + " rounds");
            var puts = new Puts(console.url(), forge.url(), cluster.admin());
            double created = compare("two applies, new objects", puts::applyNew, "PUT, new", puts::putNew, rounds);
            System.out.printf("   requests to the API server: %.1f%n", puts.requests(puts::putNew, rounds / 3));
            double changed = compare(
                "two applies, changed",
                puts::applyChanged,
                "PUT, changed",
                puts::putChanged,
                rounds
            );
            System.out.printf("   requests to the API server: %.1f%n", puts.requests(puts::putChanged, rounds / 3));
            double unchanged = compare(
                "two applies, unchanged",
                puts::applySame,
                "PUT, unchanged",
                puts::putSame,
                rounds
            );
            return new Ratios(created, changed, unchanged, probe(console, forge, rounds));
        }
    }

    private static double probe(RunningConsole console, StubForge forge, int rounds) throws Exception {
        ForgeProbe probe = console.bean(ForgeProbe.class);
        var target = new ProbeTarget(
            new ForgeUrl(forge.url()),
            null,
            new JobScope.Admin(),
            RunnerLabels.parse("docker"),
            new ApiToken(TOKEN),
            null
        );
        // As probes do, it keeps no connection.
        OkHttpClient client = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
        Request bare = new Request.Builder()
            .url(forge.url() + "/api/v1/admin/actions/runners/jobs?labels=docker")
            .header("Authorization", "token " + TOKEN)
            .build();
        return compare(
            "one request for the jobs",
            _ -> {
                try (Response response = client.newCall(bare).execute()) {
                    response.body().string();
                }
            },
            "probe of a forge that is known",
            _ -> probe.probeShared(target, Duration.ofNanos(1)),
            rounds
        );
    }

    private static double compare(String first, Work one, String second, Work other, int rounds) throws Exception {
        long[] ones = new long[rounds];
        long[] others = new long[rounds];
        for (int i = -rounds / 3; i < rounds; i++) {
            long begin = System.nanoTime();
            one.run(i);
            long middle = System.nanoTime();
            other.run(i);
            if (i >= 0) {
                ones[i] = middle - begin;
                others[i] = System.nanoTime() - middle;
            }
        }
        double a = median(ones);
        double b = median(others);
        System.out.printf("%-32s %6.2f ms   %-32s %6.2f ms   %4.1f times%n", first, a, second, b, b / a);
        return b / a;
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    /** The same two objects by PUTs and by applies. */
    private static final class Puts {

        private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final String console;
        private final String forge;
        private final KubernetesClient admin;
        private int made;

        Puts(String console, String forge, KubernetesClient admin) {
            this.console = console;
            this.forge = forge;
            this.admin = admin;
        }

        void putNew(int round) throws IOException, InterruptedException {
            put("new" + made++, TOKEN);
        }

        void putChanged(int round) throws IOException, InterruptedException {
            put("changed", "%040d".formatted(made++));
        }

        void putSame(int round) throws IOException, InterruptedException {
            put("same", TOKEN);
        }

        void applyNew(int round) {
            apply("raw-new" + made++, TOKEN);
        }

        void applyChanged(int round) {
            apply("raw-changed", "%040d".formatted(made++));
        }

        void applySame(int round) {
            apply("raw-same", TOKEN);
        }

        private void put(String name, String token) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                URI.create(console + "/api/v1/namespaces/team-a/connections/" + name + "?probe=skip")
            )
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(RunningConsole.request(forge, token)))
                .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.body());
            }
        }

        private void apply(String name, String token) {
            var context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("peer")
                .withForce(true)
                .build();
            String objects = """
            apiVersion: v1
            kind: Secret
            metadata: { name: %1$s, namespace: team-a, labels: { app.kubernetes.io/instance: %1$s } }
            stringData: { token: "%2$s" }
            ---
            apiVersion: keda.sh/v1alpha1
            kind: TriggerAuthentication
            metadata: { name: %1$s, namespace: team-a, annotations: { example.com/token: "%2$s" } }
            spec: { secretTargetRef: [ { parameter: token, name: %1$s, key: token } ] }
            """.formatted(name, token);
            for (String yaml : objects.split("---\n", -1)) {
                GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
                admin.resource(object).patch(context, object);
            }
        }

        /** How many requests the API server had for each round, without those that it had all the same. */
        double requests(Work work, int rounds) throws Exception {
            double before = total();
            long begin = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                work.run(i);
            }
            long passed = System.nanoTime() - begin;
            double after = total();
            Thread.sleep(Duration.ofNanos(passed));
            double idle = total() - after;
            return (after - before - idle) / rounds;
        }

        private double total() {
            Matcher lines = REQUESTS.matcher(admin.raw("/metrics"));
            double sum = 0;
            while (lines.find()) {
                sum += Double.parseDouble(lines.group(1));
            }
            return sum;
        }
    }
}
