package dev.actrunner.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Silences and acknowledgements, as annotations on a real API server. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+")
class SilenceIT {

    private static final String TOKEN = "a".repeat(40);
    private static final String ADMIN = "{\"kind\":\"admin\"}";

    private static RealCluster cluster;
    private static StubForge gitea;
    private static RunningConsole console;
    private static RestTestClient api;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = new StubGitea("1.27.2");
        gitea.token(TOKEN, new Account("root", true, Set.of("read:admin")));
        gitea.jobs(new Job("acme", "app", Set.of(), State.WAITING));
        console = RunningConsole.on(cluster);
        api = RestTestClient.bindToServer()
            .baseUrl(console.url() + "/api/v1/namespaces/team-a/connections/")
            .build();
    }

    @AfterAll
    static void stop() {
        console.close();
        gitea.close();
        cluster.close();
    }

    private static RestTestClient.ResponseSpec silence(String connection, String body) {
        return api
            .put()
            .uri(connection + "/silence")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange();
    }

    private static Map<String, String> annotations(String connection) {
        return cluster
            .admin()
            .resources(TriggerAuthentication.class)
            .inNamespace("team-a")
            .withName(connection + "-act-runner-controller-trigger-auth")
            .get()
            .getMetadata()
            .getAnnotations();
    }

    @Test
    void aSilenceIsKeptOnKedasObjectThroughAChange() {
        console.connect("team-a/quiet", gitea.url(), TOKEN, ADMIN);
        String until = Instant.now().plus(4, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString();
        silence("quiet", "{\"until\":\"%s\",\"reason\":\"maintenance\"}".formatted(until))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.silence.until")
            .isEqualTo(until)
            .jsonPath("$.silence.reason")
            .isEqualTo("maintenance")
            .jsonPath("$.silence.by")
            .exists();
        assertThat(annotations("quiet"))
            .containsEntry("console.actrunner.dev/silence-until", until)
            .containsKey("console.actrunner.dev/silence-by");

        console.connect("team-a/quiet", gitea.url(), TOKEN, "{\"kind\":\"user\"}");
        api.get().uri("quiet").exchange().expectBody().jsonPath("$.silence.until").isEqualTo(until);

        api.delete().uri("quiet/silence").exchange().expectStatus().isOk().expectBody().jsonPath("$.silence").isEmpty();
        assertThat(annotations("quiet").keySet()).noneMatch(key -> key.contains("silence"));
    }

    @Test
    void anAcknowledgementNamesTheWorstFinding() {
        console.connect("team-a/wrong", gitea.url(), "f".repeat(40), ADMIN);
        silence("wrong", "{\"reason\":\"Jo renews the token\"}")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.silence.finding")
            .isEqualTo("token.unknown")
            .jsonPath("$.silence.until")
            .isEmpty();
        assertThat(annotations("wrong")).containsEntry("console.actrunner.dev/silence-finding", "token.unknown");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        console.connect("team-a/well", gitea.url(), TOKEN, ADMIN);
        silence("well", "{}").expectStatus().isEqualTo(422);
        silence("well", "{\"until\":\"2020-01-01T00:00:00Z\"}").expectStatus().isEqualTo(422);
        silence("well", "{\"until\":\"2999-01-01T00:00:00Z\"}").expectStatus().isEqualTo(422);
        silence("well", "{\"until\":\"tomorrow\"}").expectStatus().is4xxClientError();
        String until = Instant.now().plus(1, ChronoUnit.HOURS).toString();
        silence("well", "{\"until\":\"%s\",\"reason\":\"a\\nb\"}".formatted(until)).expectStatus().isEqualTo(422);
        silence("no-such", "{\"until\":\"%s\"}".formatted(until)).expectStatus().isNotFound();
        assertThat(annotations("well").keySet()).noneMatch(key -> key.contains("silence"));
    }
}
