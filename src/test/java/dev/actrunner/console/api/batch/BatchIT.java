package dev.actrunner.console.api.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

/** Many connections at once, on a real API server and a real Gitea. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+")
class BatchIT {

    private static final int ORGANIZATIONS = 68;

    private static RealCluster cluster;
    private static GiteaServer gitea;
    private static RunningConsole console;
    private static RestTestClient api;
    private static String owners;
    private static String strangers;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = GiteaServer.start();
        gitea.createUser("jo", false);
        gitea.createUser("kim", false);
        String jo = gitea.token("jo", "write:organization", "write:user");
        for (int i = 0; i < ORGANIZATIONS; i++) {
            // Every tenth is private, and visible to its members alone.
            String visibility = i % 10 == 0 ? "private" : "public";
            gitea.post(jo, "/orgs", Map.of("username", "Team_" + i, "visibility", visibility));
        }
        owners = gitea.token("jo", "read:organization", "read:user");
        strangers = gitea.token("kim", "read:organization");
        console = RunningConsole.on(cluster);
        api = RestTestClient.bindToServer()
            .baseUrl(console.url() + "/api/v1")
            .build();
    }

    @AfterAll
    static void stop() {
        console.close();
        gitea.close();
        cluster.close();
    }

    private static BodyContentSpec post(String path, String body) {
        return api
            .post()
            .uri(path)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body.replace('\'', '"'))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody();
    }

    private static BodyContentSpec discover(String token, String more) {
        return post(
            "/connections:discover",
            "{'forge':{'url':'%s'},'token':{'value':'%s'}%s}".formatted(gitea.url(), token, more)
        );
    }

    private static String batch(String namespace, String token, String items) {
        return "{'namespace':'%s','connection':{'forge':{'url':'%s'},'token':{'value':'%s'}},'items':[%s]}".formatted(
            namespace,
            gitea.url(),
            token,
            items
        );
    }

    private static String item(String name, String org) {
        return "{'name':'%s','scope':{'kind':'org','org':'%s'}}".formatted(name, org);
    }

    private static int connectionsIn(String namespace) {
        return cluster.admin().resources(TriggerAuthentication.class).inNamespace(namespace).list().getItems().size();
    }

    @Test
    void allOrganizationsAreFoundAndSetUpInOneGo() {
        discover(owners, "")
            .jsonPath("$.items.length()")
            .isEqualTo(ORGANIZATIONS)
            .jsonPath("$.items[0].scope.org")
            .isEqualTo("Team_0")
            .jsonPath("$.items[0].name")
            .isEqualTo("team-0")
            .jsonPath("$.items[0].connections.length()")
            .isEqualTo(0)
            .jsonPath("$.hasMore")
            .isEqualTo(false)
            .jsonPath("$.problem")
            .isEmpty();

        String items = IntStream.range(0, ORGANIZATIONS)
            .mapToObj(i -> item("team-" + i, "Team_" + i))
            .collect(Collectors.joining(","));
        post("/connections:batch?createNamespace=true", batch("many", owners, items))
            .jsonPath("$.created")
            .isEqualTo(ORGANIZATIONS)
            .jsonPath("$.failed")
            .isEqualTo(0)
            .jsonPath("$.results[67].name")
            .isEqualTo("team-67")
            .jsonPath("$.results[67].connection.status.verdict")
            .isEqualTo("ready")
            .jsonPath("$.results[67].connection.resources.length()")
            .isEqualTo(2);
        assertThat(connectionsIn("many")).isEqualTo(ORGANIZATIONS);

        // What is there is known, and the same request again changes nothing.
        discover(owners, ",'search':'_67'")
            .jsonPath("$.items.length()")
            .isEqualTo(1)
            .jsonPath("$.items[0].connections[0]")
            .isEqualTo("many/team-67");
        post("/connections:batch", batch("many", owners, items))
            .jsonPath("$.created")
            .isEqualTo(0)
            .jsonPath("$.applied")
            .isEqualTo(ORGANIZATIONS);
    }

    @Test
    void aStrangerSeesNoPrivateOrganization() {
        discover(strangers, "")
            .jsonPath("$.items.length()")
            .isEqualTo(ORGANIZATIONS - 7);
    }

    @Test
    void aTokenThatMayListNothingIsToldWhatItNeeds() {
        discover(strangers, ",'kind':'repo'")
            .jsonPath("$.items.length()")
            .isEqualTo(0)
            .jsonPath("$.problem.finding")
            .isEqualTo("permission.scope")
            .jsonPath("$.problem.remediation")
            .value(String.class, text -> assertThat(text).contains("read:repository"));
        discover("f".repeat(40), "").jsonPath("$.problem.finding").isEqualTo("token.unknown");
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        String items = item("there", "Team_1") + "," + item("nowhere", "no-such-organization");
        post("/connections:batch?createNamespace=true&probe=require", batch("each", owners, items))
            .jsonPath("$.created")
            .isEqualTo(1)
            .jsonPath("$.failed")
            .isEqualTo(1)
            .jsonPath("$.results[1].outcome")
            .isEqualTo("failed")
            .jsonPath("$.results[1].problem.type")
            .isEqualTo("urn:act-runner-console:problem:probe-failed")
            .jsonPath("$.results[1].problem.remediation")
            .isNotEmpty();
        assertThat(connectionsIn("each")).isEqualTo(1);
    }

    @Test
    void allOrNone() {
        String items = item("there", "Team_1") + "," + item("nowhere", "no-such-organization");
        post("/connections:batch?createNamespace=true&probe=require&atomic=true", batch("none", owners, items))
            .jsonPath("$.created")
            .isEqualTo(0)
            .jsonPath("$.withheld")
            .isEqualTo(1)
            .jsonPath("$.results[0].outcome")
            .isEqualTo("withheld");
        assertThat(connectionsIn("none")).isZero();
        assertThat(cluster.admin().namespaces().withName("none").get()).isNull();

        String good = item("one", "Team_1") + "," + item("two", "Team_2");
        post("/connections:batch?createNamespace=true&probe=require&atomic=true", batch("none", owners, good))
            .jsonPath("$.created")
            .isEqualTo(2);
        assertThat(connectionsIn("none")).isEqualTo(2);
    }

    /** A name that leads to another forge's connection would take its token away. */
    @Test
    void whatIsThereIsNotChangedUnlessThatIsWanted() {
        post("/connections:batch?createNamespace=true", batch("only", owners, item("one", "Team_1")));
        String other = item("one", "Team_2") + "," + item("two", "Team_2");
        post("/connections:batch?createOnly=true", batch("only", owners, other))
            .jsonPath("$.created")
            .isEqualTo(1)
            .jsonPath("$.results[0].problem.type")
            .isEqualTo("urn:act-runner-console:problem:precondition-failed");
        api.get()
            .uri("/namespaces/only/connections/one")
            .exchange()
            .expectBody()
            .jsonPath("$.scope.org")
            .isEqualTo("Team_1");
    }

    @Test
    void aDryRunWritesNothing() {
        post("/connections:batch?createNamespace=true&dryRun=true", batch("dry", owners, item("one", "Team_1")))
            .jsonPath("$.created")
            .isEqualTo(1);
        assertThat(cluster.admin().namespaces().withName("dry").get()).isNull();
    }
}
