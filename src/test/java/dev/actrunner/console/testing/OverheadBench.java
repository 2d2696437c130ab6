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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Measures what the console adds: to two applies of the same objects on a real API server, and to one request for a forge's
 * jobs. All sides take turns in one run, {@code bench/overhead.sh}, which also compares a PUT with kubectl and with helm.
 */
public final class OverheadBench {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final String KUBECTL = "kubectl apply --server-side";
    private static final String HELM = "helm upgrade --install";
    /** Begins rounds after those that were timed. */
    private static final int LATER = 1_000_000;

    private OverheadBench() {}

    /**
     * How many times what the console does takes as long as its peer, by the medians.
     *
     * @param created a PUT of a new connection beside two applies of new objects
     * @param changed one that changes the token, beside two such applies
     * @param unchanged one that changes nothing, beside two such applies
     * @param probe a probe of a forge that is known, beside one request for the jobs
     */
    public record Ratios(double created, double changed, double unchanged, double probe) {}

    /** @param args how many rounds, and how many of those with kubectl and helm, which take much longer */
    public static void run(String... args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        measure(rounds, args.length > 1 ? Integer.parseInt(args[1]) : Math.max(1, rounds / 10));
    }

    /** Measures without kubectl and helm, and prints what it measured. */
    public static Ratios measure(int rounds) throws Exception {
        return measure(rounds, 0);
    }

    private static Ratios measure(int rounds, int toolRounds) throws Exception {
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
            var requests = new ApiRequests(cluster.admin());
            System.out.println("new objects");
            double created = compare("two applies", puts::applyNew, "PUT", puts::putNew, rounds);
            requests.print("PUT", puts::putNew, Math.max(1, rounds / 3));
            System.out.println("changed objects");
            double changed = compare("two applies", puts::applyChanged, "PUT", puts::putChanged, rounds);
            requests.print("PUT", puts::putChanged, Math.max(1, rounds / 3));
            System.out.println("unchanged objects");
            double unchanged = compare("two applies", puts::applySame, "PUT", puts::putSame, rounds);
            if (toolRounds > 0) {
                compareTools(cluster, puts, toolRounds);
            }
            System.out.println("probe");
            return new Ratios(created, changed, unchanged, probe(console, forge, rounds));
        }
    }

    private static void compareTools(TestCluster cluster, Puts puts, int rounds) throws Exception {
        if (!Helm.THREE.isAvailable() || !Kubectl.isAvailable()) {
            System.out.println("not compared with kubectl and helm: HELM and KUBEBUILDER_ASSETS do not name both");
            return;
        }
        puts.put("prototype", TOKEN);
        var tools = new PeerTools(cluster, "prototype", TOKEN);
        var requests = new ApiRequests(cluster.admin());
        for (Change change : Change.values()) {
            System.out.printf("%s objects, with processes, p50 of %d rounds%n", change.title, rounds);
            new Turns()
                .add("PUT", round -> puts.put("put-" + change.name(round), change.token(round)))
                .add("two applies", round -> puts.apply("apply-" + change.name(round), change.token(round)))
                .add(KUBECTL, round -> apply(tools, change, round))
                .add(HELM, round -> upgrade(tools, change, round))
                .run(rounds);
            int few = Math.max(1, rounds / 3);
            requests.print(KUBECTL, round -> apply(tools, change, LATER + round), few);
            requests.print(HELM, round -> upgrade(tools, change, LATER + round), few);
        }
    }

    private static void apply(PeerTools tools, Change change, int round) throws IOException {
        tools.kubectlApply("kubectl-" + change.name(round), change.token(round));
    }

    private static void upgrade(PeerTools tools, Change change, int round) {
        tools.helmUpgrade("helm-" + change.name(round), change.token(round));
    }

    /** What differs from round to round. */
    private enum Change {
        NEW("new"),
        CHANGED("changed"),
        UNCHANGED("unchanged");

        private final String title;

        Change(String title) {
            this.title = title;
        }

        String name(int round) {
            return this == NEW ? "new-" + round : title;
        }

        String token(int round) {
            return this == CHANGED ? "%040d".formatted(round) : TOKEN;
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

    private static double compare(String first, Turns.Work one, String second, Turns.Work other, int rounds)
        throws Exception {
        return new Turns().add(first, one).add(second, other).run(rounds).getLast();
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
    }
}
