package dev.actrunner.console.testing;

import dev.actrunner.console.ActRunnerConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/**
 * The console on an embedded cluster and two stub forges whose jobs come and go, for clicking through:
 * {@code ./mvnw spring-boot:test-run}.
 */
public final class DemoConsole {

    /** {@code DEMO_FORGE_PORT} and the one after it, or free ones where somebody else has them. */
    private static final int PORT = Integer.parseInt(System.getenv().getOrDefault("DEMO_FORGE_PORT", "13000"));
    private static final Duration STEP = Duration.ofSeconds(12);
    private static final Set<String> DOCKER = Set.of("docker");
    private static final String METRIC = "s0-metric-api-total_count";

    private static final String EXAMPLE_TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final String EXAMPLE_NEW_TOKEN = "fedcba9876543210fedcba9876543210fedcba98";

    private DemoConsole() {}

    public static void main(String[] args) {
        try {
            start(args);
        } catch (RuntimeException e) {
            // Servers of the demo would keep the JVM; Spring has said what is wrong where it knows.
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.err.println("The demo cannot start: " + cause.getMessage());
            System.exit(1);
        }
    }

    @SuppressWarnings("resource") // Cluster and forges live as long as the demo.
    private static void start(String[] args) {
        EmbeddedCluster cluster = EmbeddedCluster.start();
        HeldCertificate ca = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate certificate = TlsForge.certificate("127.0.0.1", ca, Duration.ofDays(-1), Duration.ofDays(60));
        StubForge gitea = fill(new StubGitea("1.27.2", free(PORT)), "gitea");
        StubForge forgejo = fill(new StubForgejo("15.0.3", free(PORT + 1), certificate), "forgejo");

        var application = new SpringApplication(ActRunnerConsole.class);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("console.cluster.kubeconfig", cluster.kubeconfig().toString());
        properties.put("console.security.mode", "demo");
        properties.put("console.openapi.example-forge-url", forgejo.url());
        properties.put("console.forge.ca-bundle", TestCluster.write(ca.certificatePem()).toString());
        application.setDefaultProperties(properties);
        var context = application.run(args);

        String url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        String acme = "{\"kind\":\"org\",\"org\":\"acme\"}";
        RunningConsole.connect(url, "team-a/gitea-main", gitea.url(), "gitea-admin-token", "{\"kind\":\"admin\"}");
        RunningConsole.connect(url, "team-a/gitea-acme", gitea.url(), "gitea-admin-token", acme);
        RunningConsole.connect(url, "default/forgejo-eu", forgejo.url(), "forgejo-admin-token", "{\"kind\":\"admin\"}");
        RunningConsole.connect(url, "default/forgejo-jo", forgejo.url(), "forgejo-user-token", "{\"kind\":\"admin\"}");
        cluster.helmInstalls("team-a", "older-release");
        cluster
            .admin()
            .resource(
                ScaledResourceManifest.of("team-a", gitea.url(), "gitea-main-act-runner-controller-trigger-auth")
                    .status(
                        "{ externalMetricNames: [" +
                            METRIC +
                            "], health: { " +
                            METRIC +
                            ": { numberOfFailures: 0, status: Happy } }, conditions: [{ type: Ready, status: 'True' }," +
                            " { type: Active, status: 'True' }] }"
                    )
                    .build()
            )
            .create();
        live(cluster, gitea, forgejo);

        LoggerFactory.getLogger(DemoConsole.class).info(
            """

            Ready: {}
              A Gitea 1.27.2 to connect to:   {}    with the token  gitea-admin-token    (an organization: acme)
              A Forgejo 15.0.3 to connect to: {}   with the token  forgejo-admin-token  (runner label: docker)
            """,
            url,
            gitea.url(),
            forgejo.url()
        );
    }

    /** Lets the jobs of both forges come and go, and KEDA's metric with them. */
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the demo.
    private static void live(EmbeddedCluster cluster, StubForge gitea, StubForge forgejo) {
        cluster.metrics().put("team-a", METRIC, Long.toString(gitea.pending()));
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory()).scheduleAtFixedRate(
            () -> {
                long second = System.nanoTime() / STEP.toNanos();
                gitea.step(new Job("acme", second % 2 == 0 ? "app" : "web", DOCKER, State.WAITING));
                // Now and then several at once, and at times none.
                if (second % 3 == 0) {
                    gitea.jobs(new Job("acme", "app", DOCKER, State.WAITING));
                } else if (gitea.pending() > 6) {
                    gitea.clearJobs();
                }
                forgejo.step(new Job("acme", "app", DOCKER, State.WAITING));
                cluster.metrics().put("team-a", METRIC, Long.toString(gitea.pending()));
            },
            STEP.toMillis(),
            STEP.toMillis(),
            TimeUnit.MILLISECONDS
        );
    }

    /** The wanted port, or a free one where it is taken. */
    private static int free(int wanted) {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException _) {
            return 0;
        }
    }

    private static StubForge fill(StubForge forge, String name) {
        return forge
            .token(name + "-admin-token", new Account("site-admin", true, Set.of("read:admin", "read:organization")))
            .token(name + "-user-token", new Account("jo", false, Set.of("read:user")))
            // What the examples of the OpenAPI document send.
            .token(EXAMPLE_TOKEN, new Account("site-admin", true, Set.of("read:admin", "read:organization")))
            .token(EXAMPLE_NEW_TOKEN, new Account("site-admin", true, Set.of("read:admin", "read:organization")))
            .org("acme", "jo")
            .runners(new StubForge.Runner("demo-runner", true, true, DOCKER))
            .jobs(
                new Job("acme", "app", DOCKER, State.WAITING),
                new Job("acme", "app", DOCKER, State.WAITING),
                new Job("acme", "app", DOCKER, State.RUNNING).on(
                    "demo-runner",
                    java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString()
                ),
                new Job("acme", "app", DOCKER, State.BLOCKED)
            );
    }
}
