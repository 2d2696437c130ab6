package dev.actrunner.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The console installed so that each connection lets it read its own Secret, on a real API server with RBAC. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class LeastPrivilegeIT {

    private static final String TOKEN = "admin-of-the-stub";

    private static RealCluster cluster;
    private static StubForge forge;
    private static RunningConsole console;
    private static Path consoles;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        var grants = new Grants(cluster.admin());
        grants.namespace("act-runner-console");
        grants.serviceAccount("act-runner-console", "act-runner-console");
        grants.rule("reader", "keda.sh", "triggerauthentications,clustertriggerauthentications", "get,list,watch");
        grants.bindEverywhere("reader", "act-runner-console", "act-runner-console");
        grants.rule("readers", "keda.sh", "triggerauthentications", "get,list,watch,create,patch,delete");
        grants.rule("secret-writers", "", "secrets", "get,create,patch,delete");
        grants.bind("readers", "team-a", "editor");
        grants.bind("secret-writers", "team-a", "editor");
        forge = new StubGitea("1.26.0").token(TOKEN, new Account("root", true, Set.of("read:admin")));
        consoles = cluster.kubeconfigOfServiceAccount("act-runner-console", "act-runner-console");
        TestEnvironment.note("a grant per connection", cluster.title(), "stub Gitea");
        console = RunningConsole.on(
            consoles,
            "--console.security.mode=cluster",
            "--console.outbound.allow-loopback=true",
            "--console.rbac.per-connection-role=true",
            "--console.monitor.interval=5s"
        );
    }

    @AfterAll
    static void stop() {
        console.close();
        forge.close();
        cluster.close();
    }

    private static RestTestClient as(String user) {
        return console.api(user + "-token");
    }

    private static RestTestClient.ResponseSpec put(String user, String name) {
        return as(user)
            .put()
            .uri("/namespaces/team-a/connections/" + name)
            .contentType(MediaType.APPLICATION_JSON)
            .body(RunningConsole.request(forge.url(), TOKEN))
            .exchange();
    }

    @Test
    void aConnectionLetsTheConsoleReadItsOwnSecretAndNoOther() {
        put("admin", "granted")
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.resources[?(@.kind=='Role')].change")
            .isEqualTo("created")
            .jsonPath("$.resources[?(@.kind=='RoleBinding')].change")
            .isEqualTo("created");
        try (var client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(consoles.toFile())).build()) {
            var secrets = client.secrets().inNamespace("team-a");
            assertThat(secrets.withName("granted-act-runner-controller-forgejo-api").get()).isNotNull();
            assertThatThrownBy(() -> secrets.withName("other").get()).isInstanceOf(KubernetesClientException.class);
            assertThatThrownBy(() -> secrets.list()).isInstanceOf(KubernetesClientException.class);
        }
        int before = forge.requests().size();
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> forge.requests().size() > before + 1);

        as("admin").delete().uri("/namespaces/team-a/connections/granted").exchange().expectStatus().isOk();
        assertThat(cluster.admin().rbac().roles().inNamespace("team-a").list().getItems()).isEmpty();
        assertThat(
            cluster
                .admin()
                .rbac()
                .roleBindings()
                .inNamespace("team-a")
                .list()
                .getItems()
                .stream()
                .map(b -> b.getMetadata().getName())
        ).noneMatch(name -> name.startsWith("act-runner-console"));
    }

    @Test
    void whoMayNotGrantGetsAConnectionThatTheConsoleDoesNotProbeByItself() {
        put("editor", "ungranted")
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.probe.verdict")
            .isEqualTo("ready");
        assertThat(cluster.admin().rbac().roles().inNamespace("team-a").list().getItems()).noneMatch(r ->
            r.getMetadata().getName().endsWith("ungranted")
        );
        // Asked by somebody who may read the Secret, it is probed with their rights.
        as("editor")
            .post()
            .uri("/namespaces/team-a/connections/ungranted/probe")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.verdict")
            .isEqualTo("ready");
        as("editor").delete().uri("/namespaces/team-a/connections/ungranted").exchange().expectStatus().isOk();
    }
}
