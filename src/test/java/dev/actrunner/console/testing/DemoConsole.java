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

    private static final int GITEA_PORT = 13000;
    private static final int FORGEJO_PORT = 13001;

    private DemoConsole() {}

    @SuppressWarnings("resource") // Cluster and forges live as long as the demo.
    public static void main(String[] args) {
        EmbeddedCluster cluster = EmbeddedCluster.start();
        StubForge gitea = fill(new StubGitea("1.27.2", GITEA_PORT), "gitea");
        StubForge forgejo = fill(new StubForgejo("15.0.2", FORGEJO_PORT), "forgejo");

        var application = new SpringApplication(ActRunnerConsole.class);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("console.cluster.kubeconfig", cluster.kubeconfig().toString());
        application.setDefaultProperties(properties);
        var context = application.run(args);

        LoggerFactory.getLogger(DemoConsole.class).info(
            """

            Ready: http://127.0.0.1:{}
              A Gitea 1.27.2 to connect to:   {}   with the token  gitea-admin-token    (an organization: acme)
              A Forgejo 15.0.2 to connect to: {}   with the token  forgejo-admin-token  (runner label: docker)
            """,
            context.getEnvironment().getProperty("local.server.port"),
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
