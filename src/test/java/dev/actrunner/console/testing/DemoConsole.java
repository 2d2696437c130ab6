package dev.actrunner.console.testing;

import dev.actrunner.console.ActRunnerConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/** The console on an embedded cluster and two stub forges, for clicking through: {@code ./mvnw spring-boot:test-run}. */
public final class DemoConsole {

    /** {@code DEMO_FORGE_PORT} and the one after it, so that two demos can run on one machine. */
    private static final int GITEA_PORT = Integer.parseInt(System.getenv().getOrDefault("DEMO_FORGE_PORT", "13000"));
    private static final int FORGEJO_PORT = GITEA_PORT + 1;

    private DemoConsole() {}

    @SuppressWarnings("resource") // Cluster and forges live as long as the demo.
    public static void main(String[] args) {
        EmbeddedCluster cluster = EmbeddedCluster.start();
        StubForge gitea = fill(new StubGitea("1.27.2", GITEA_PORT), "gitea");
        StubForge forgejo = fill(new StubForgejo("15.0.2", FORGEJO_PORT), "forgejo");

        var application = new SpringApplication(ActRunnerConsole.class);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("console.cluster.kubeconfig", cluster.kubeconfig().toString());
        properties.put("console.security.mode", "demo");
        application.setDefaultProperties(properties);
        var context = application.run(args);

        String url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        RunningConsole.connect(url, "team-a/gitea-main", gitea.url(), "gitea-admin-token", "{\"kind\":\"admin\"}");
        RunningConsole.connect(
            url,
            "team-a/gitea-acme",
            gitea.url(),
            "gitea-admin-token",
            "{\"kind\":\"org\",\"org\":\"acme\"}"
        );
        RunningConsole.connect(url, "default/forgejo-eu", forgejo.url(), "forgejo-admin-token", "{\"kind\":\"admin\"}");
        RunningConsole.connect(url, "default/forgejo-jo", forgejo.url(), "forgejo-user-token", "{\"kind\":\"admin\"}");
        cluster.helmInstalls("team-a", "older-release");
        cluster
            .admin()
            .resource(ScalerObject.of("team-a", gitea.url(), "gitea-main-act-runner-controller-trigger-auth").build())
            .create();

        LoggerFactory.getLogger(DemoConsole.class).info(
            """

            Ready: {}
              A Gitea 1.27.2 to connect to:   {}   with the token  gitea-admin-token    (an organization: acme)
              A Forgejo 15.0.2 to connect to: {}   with the token  forgejo-admin-token  (runner label: docker)
            """,
            url,
            gitea.url(),
            forgejo.url()
        );
    }

    private static StubForge fill(StubForge forge, String name) {
        Set<String> docker = Set.of("docker");
        return forge
            .token(name + "-admin-token", new Account("site-admin", true, Set.of("read:admin", "read:organization")))
            .token(name + "-user-token", new Account("jo", false, Set.of("read:user")))
            .org("acme", "jo")
            .jobs(
                new Job("acme", "app", docker, State.WAITING),
                new Job("acme", "app", docker, State.WAITING),
                new Job("acme", "app", docker, State.RUNNING),
                new Job("acme", "app", docker, State.BLOCKED)
            );
    }
}
