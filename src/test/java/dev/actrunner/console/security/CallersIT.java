package dev.actrunner.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestEnvironment;
import java.time.Duration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * What callers of a console in a cluster may do, on a real API server with RBAC. The console's own account may do
 * everything, so that whatever a caller is refused is refused to the caller.
 */
@EnabledIfEnvironmentVariable(
    named = "KUBEBUILDER_ASSETS",
    matches = ".+",
    disabledReason = "KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd"
)
class CallersIT {

    private static final String IN_A = "/namespaces/team-a/connections/one";
    private static final String IN_B = "/namespaces/team-b/connections/two";
    private static final String TOKEN = "admin-of-the-stub";

    private static RealCluster cluster;
    private static StubForge forge;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        var grants = new Grants(cluster.admin());
        grants.namespace("team-b");
        grants.rule("readers", "keda.sh", "triggerauthentications,scaledobjects,scaledjobs", "get,list,watch");
        grants.rule("writers", "keda.sh", "triggerauthentications", "create,patch,delete");
        grants.rule("secret-writers", "", "secrets", "get,create,patch,delete");
        grants.rule("event-writers", "", "events", "create");
        grants.bind("readers", "team-a", "viewer");
        grants.bind("readers", "team-a", "editor");
        grants.bind("writers", "team-a", "editor");
        grants.bind("secret-writers", "team-a", "editor");
        grants.bind("event-writers", "team-a", "editor");
        forge = new StubGitea("1.26.0").token(TOKEN, new Account("root", true, Set.of("read:admin")));
        TestEnvironment.note("callers and their rights", cluster.title(), "stub Gitea");
        console = RunningConsole.on(
            cluster,
            "--console.security.mode=cluster",
            "--console.outbound.allow-loopback=true"
        );
        put("admin", IN_A).expectStatus().isCreated();
        put("admin", IN_B).expectStatus().isCreated();
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

    private static RestTestClient.ResponseSpec put(String user, String connection) {
        return as(user).put().uri(connection).contentType(MediaType.APPLICATION_JSON).body(body(TOKEN)).exchange();
    }

    private static String body(String token) {
        return RunningConsole.request(forge.url(), token);
    }

    @Test
    void nobodyIsAnonymous() {
        for (String path : List.of("/connections", IN_A, "/keda", "/namespaces", "/connections/events")) {
            console
                .api()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:act-runner-console:problem:unauthorized");
        }
        console.api("nobodys").get().uri("/connections").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void pagesSendToTheSignIn() {
        var pages = RestTestClient.bindToServer().baseUrl(console.url()).build();
        for (String path : List.of("/", "/setup", "/keda", "/connections/team-a/one", "/swagger-ui/index.html")) {
            pages
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .value(s -> assertThat(s).as(path).isIn(302, 401));
        }
        pages.get().uri("/badge/team-a/one.svg").exchange().expectStatus().isUnauthorized();
        pages
            .get()
            .uri("/v3/api-docs")
            .exchange()
            .expectStatus()
            .value(s -> assertThat(s).isIn(302, 401));
    }

    @Test
    void aViewerSeesTheirNamespaceAlone() {
        as("viewer")
            .get()
            .uri("/connections")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.items.length()")
            .isEqualTo(1)
            .jsonPath("$.items[0].namespace")
            .isEqualTo("team-a")
            .jsonPath("$.forbiddenNamespaces[0]")
            .isEqualTo("*");
        as("viewer").get().uri(IN_A).exchange().expectStatus().isOk();
        as("viewer")
            .get()
            .uri(IN_B)
            .exchange()
            .expectStatus()
            .isForbidden()
            .expectBody()
            .jsonPath("$.detail")
            .isEqualTo("viewer may not list triggerauthentications in the namespace team-b.");
        as("viewer")
            .get()
            .uri("/connections?namespace=team-b")
            .exchange()
            .expectBody()
            .jsonPath("$.items.length()")
            .isEqualTo(0)
            .jsonPath("$.forbiddenNamespaces[0]")
            .isEqualTo("team-b");
    }

    @Test
    void aViewerMayHaveProbedWhatTheySeeAndChangeNothing() {
        as("viewer")
            .post()
            .uri(IN_A + "/probe")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.verdict")
            .isEqualTo("ready");
        as("viewer")
            .post()
            .uri(IN_B + "/probe")
            .exchange()
            .expectStatus()
            .isForbidden();
        put("viewer", IN_A)
            .expectStatus()
            .isForbidden()
            .expectBody()
            .jsonPath("$.detail")
            .isEqualTo("viewer may not get secrets in the namespace team-a.");
        as("viewer").delete().uri(IN_A).exchange().expectStatus().isForbidden();
        as("viewer")
            .put()
            .uri(IN_B + "?createNamespace=true")
            .contentType(MediaType.APPLICATION_JSON)
            .body("{}")
            .exchange()
            .expectStatus()
            .is4xxClientError();
    }

    @Test
    void anEditorChangesTheirNamespaceAlone() {
        as("editor").get().uri(IN_A).exchange().expectStatus().isOk();
        put("editor", "/namespaces/team-a/connections/editors").expectStatus().isCreated();
        as("editor").delete().uri("/namespaces/team-a/connections/editors").exchange().expectStatus().isOk();
        put("editor", "/namespaces/team-b/connections/editors")
            .expectStatus()
            .isForbidden()
            .expectBody()
            .jsonPath("$.detail")
            .isEqualTo("editor may not list triggerauthentications in the namespace team-b.");
        assertThat(cluster.admin().secrets().inNamespace("team-b").list().getItems()).hasSize(1);
    }

    @Test
    void everyChangeLeavesALineAndAnEventAndEveryRefusalALine() {
        String name = "/namespaces/team-a/connections/audited";
        as("editor")
            .put()
            .uri(name)
            .header("X-Request-Id", "portal-4711")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body(TOKEN))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals("X-Request-Id", "portal-4711");
        put("viewer", name).expectStatus().isForbidden();
        as("editor")
            .put()
            .uri(name + "?probe=require")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body("not-a-token-of-the-stub"))
            .exchange()
            .expectStatus()
            .isEqualTo(409);
        as("editor").delete().uri(name).exchange().expectStatus().isOk();
        assertThat(console.log())
            .contains(
                "connection.apply team-a/audited: done by editor from 127.0.0.1 [portal-4711] fields Secret,Trigger"
            )
            .containsPattern("connection.apply team-a/audited: denied by viewer .* because Forbidden")
            .containsPattern("connection.apply team-a/audited: failed by editor .* because ProbeFailed")
            .contains("connection.delete team-a/audited: done by editor")
            .doesNotContain(TOKEN);
        assertThat(cluster.admin().v1().events().inNamespace("team-a").list().getItems()).anySatisfy(event -> {
            assertThat(event.getInvolvedObject().getName()).isEqualTo("audited-act-runner-controller-trigger-auth");
            assertThat(event.getReason()).isEqualTo("ConnectionApplied");
            assertThat(event.getMessage()).startsWith("By editor: created");
        });
    }

    /** Who silenced what, and what that changed; and nothing of a connection to whoever may not see it. */
    @Test
    void aSilenceIsTraced() {
        String name = "/namespaces/team-a/connections/silenced";
        put("editor", name).expectStatus().isCreated();
        String body = "{\"until\":\"" + Instant.now().plus(Duration.ofHours(1)) + "\"}";
        silence("editor", name, body).expectStatus().isOk();
        silence("viewer", name, body).expectStatus().isForbidden();
        silence("stranger", name, "{}").expectStatus().isForbidden();
        as("editor")
            .delete()
            .uri(name + "/silence")
            .exchange()
            .expectStatus()
            .isOk();
        as("editor").delete().uri(name).exchange().expectStatus().isOk();
        assertThat(console.log())
            .containsPattern(
                "connection.silence team-a/silenced: done by editor .* fields TriggerAuthentication:metadata.annotations"
            )
            .containsPattern("connection.silence team-a/silenced: denied by viewer .* because Forbidden")
            .containsPattern("connection.end-silence team-a/silenced: done by editor .* fields TriggerAuth");
    }

    private static RestTestClient.ResponseSpec silence(String user, String connection, String body) {
        return as(user)
            .put()
            .uri(connection + "/silence")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange();
    }

    @Test
    void aStrangerSeesNothing() {
        as("stranger")
            .get()
            .uri("/connections")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.items.length()")
            .isEqualTo(0);
        as("stranger").get().uri(IN_A).exchange().expectStatus().isForbidden();
        as("stranger")
            .post()
            .uri(IN_A + "/probe")
            .exchange()
            .expectStatus()
            .isForbidden();
        put("stranger", IN_A).expectStatus().isForbidden();
    }

    @Test
    void aRightThatIsWithdrawnIsGoneWithinAMinute() {
        var grants = new Grants(cluster.admin());
        grants.namespace("team-c");
        put("admin", "/namespaces/team-c/connections/three").expectStatus().isCreated();
        grants.bind("readers", "team-c", "viewer");
        String path = "/connections?namespace=team-c";
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() ->
                as("viewer").get().uri(path).exchange().expectBody().jsonPath("$.items.length()").isEqualTo(1)
            );
        grants.unbind("readers", "team-c", "viewer");
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() ->
                as("viewer").get().uri(path).exchange().expectBody().jsonPath("$.items.length()").isEqualTo(0)
            );
    }

    @Test
    void aTokenOfAServiceAccountWorksUntilItsAccountIsGone() {
        var grants = new Grants(cluster.admin());
        grants.serviceAccount("team-a", "portal");
        grants.bindServiceAccount("readers", "team-a", "portal");
        String token = cluster.tokenOf("team-a", "portal");
        console.api(token).get().uri(IN_A).exchange().expectStatus().isOk();
        cluster.admin().serviceAccounts().inNamespace("team-a").withName("portal").delete();
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() -> console.api(token).get().uri(IN_A).exchange().expectStatus().isUnauthorized());
    }
}
