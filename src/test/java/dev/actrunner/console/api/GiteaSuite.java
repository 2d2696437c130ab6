package dev.actrunner.console.api;

import static dev.actrunner.console.api.Requests.connection;
import static dev.actrunner.console.api.Requests.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.actrunner.console.testing.GiteaRunner;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.KedaScalers;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * The whole flow against a real Gitea with real jobs: two that wait for a runner, one that runs, one that is blocked by
 * what it needs, and one in another owner's repository.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GiteaSuite {

    private static final String WORKFLOW = """
    on: push
    jobs:
      first:
        runs-on: docker
        steps: [{ run: "true" }]
      second:
        runs-on: docker
        steps: [{ run: "true" }]
      third:
        runs-on: docker
        steps: [{ run: "true" }]
      last:
        needs: first
        runs-on: docker
        steps: [{ run: "true" }]
    """;

    private TestCluster cluster;
    private GiteaServer gitea;
    private RunningConsole console;
    private Requests api;
    private String all;

    abstract GiteaServer forge();

    @BeforeAll
    void start() {
        cluster = TestCluster.best();
        gitea = forge();
        console = RunningConsole.on(cluster);
        api = Requests.to(console);
        TestEnvironment.note("the whole flow on a real forge", cluster.title(), gitea.title());

        gitea.createUser("jo", false);
        all = gitea.token(GiteaServer.ADMIN, "all");
        gitea.post(all, "/orgs", Map.of("username", "acme"));
        gitea.post(all, "/orgs/acme/repos", Map.of("name", "app", "auto_init", true));
        gitea.post(all, "/admin/users/jo/repos", Map.of("name", "own", "auto_init", true));
        gitea.addWorkflow(all, "acme/app", WORKFLOW);
        awaitJobs("acme", "app", 4);
        assertThat(GiteaRunner.register(gitea, all, "docker").takeJob()).isTrue();
        gitea.addWorkflow(
            all,
            "jo/own",
            "on: push\njobs:\n  only:\n    runs-on: arm64\n    steps: [{ run: \"true\" }]\n"
        );
        awaitJobs("jo", "own", 1);
    }

    @AfterAll
    void stop() {
        assertThat(console.log()).doesNotContain(all);
        console.close();
        gitea.close();
        cluster.close();
    }

    private void awaitJobs(String owner, String repo, int number) {
        Awaitility.await("jobs of " + owner + "/" + repo)
            .atMost(Duration.ofSeconds(30))
            .until(() -> jobs(owner, repo).size() >= number);
    }

    /** A repository's jobs as Gitea lists them without any filter, which is what its own page shows. */
    private List<JsonNode> jobs(String owner, String repo) {
        JsonNode list = gitea
            .api(all)
            .get()
            .uri("/repos/{owner}/{repo}/actions/jobs?limit=50", owner, repo)
            .retrieve()
            .body(JsonNode.class);
        return Objects.requireNonNull(list).path("jobs").valueStream().toList();
    }

    private long onGiteasPage(String status, String... repositories) {
        return List.of(repositories)
            .stream()
            .map(r -> r.split("/", 2))
            .flatMap(r -> jobs(r[0], r[1]).stream())
            .filter(job -> job.path("status").asString().equals(status))
            .count();
    }

    @Test
    void countsTheQueuedAndTheRunningOfTheInstance() {
        assertThat(onGiteasPage("queued", "acme/app", "jo/own")).isEqualTo(3);
        assertThat(onGiteasPage("in_progress", "acme/app", "jo/own")).isEqualTo(1);
        assertThat(onGiteasPage("waiting", "acme/app", "jo/own"))
            .as("blocked")
            .isEqualTo(1);

        // One job asks for arm64, and the one runner that is registered offers docker.
        probe("{'kind':'admin'}", gitea.token(GiteaServer.ADMIN, "read:admin"))
            .jsonPath("$.verdict")
            .isEqualTo("warning")
            .jsonPath("$.checks[?(@.status=='warn')].finding")
            .isEqualTo("labels.unoffered")
            .jsonPath("$.totalCount")
            .isEqualTo(4)
            .jsonPath("$.counts.waiting")
            .isEqualTo(3)
            .jsonPath("$.counts.running")
            .isEqualTo(1)
            .jsonPath("$.platform")
            .isEqualTo("gitea");
    }

    @Test
    void countsAnOrganization() {
        probe("{'kind':'org','org':'acme'}", gitea.token(GiteaServer.ADMIN, "read:organization"))
            .jsonPath("$.counts.waiting")
            .isEqualTo((int) onGiteasPage("queued", "acme/app"))
            .jsonPath("$.counts.running")
            .isEqualTo((int) onGiteasPage("in_progress", "acme/app"))
            .jsonPath("$.totalCount")
            .isEqualTo(3);
    }

    @Test
    void countsARepository() {
        probe("{'kind':'repo','owner':'acme','repo':'app'}", gitea.token(GiteaServer.ADMIN, "read:repository"))
            .jsonPath("$.totalCount")
            .isEqualTo(3);
    }

    @Test
    void countsTheTokensUser() {
        probe("{'kind':'user'}", gitea.token("jo", "read:user")).jsonPath("$.totalCount").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "{'kind':'admin'}|site-admin|read:repository|forge.permission|lacks the scope read:admin (it has read:repository)",
            "{'kind':'admin'}|jo|read:admin|forge.permission|may not read the jobs of the whole instance",
            "{'kind':'org','org':'acme'}|jo|read:organization|forge.permission|organization acme",
            "{'kind':'org','org':'acme'}|site-admin|read:admin|forge.permission|lacks the scope read:organization",
            "{'kind':'org','org':'nope'}|site-admin|read:organization|forge.scope|no organization nope",
            "{'kind':'org','org':'jo'}|site-admin|read:organization|forge.scope|no organization jo",
            "{'kind':'repo','owner':'acme','repo':'nope'}|site-admin|read:repository|forge.scope|no repository acme/nope",
            "{'kind':'repo','owner':'acme','repo':'app'}|jo|read:user|forge.permission|lacks the scope read:repository",
            "{'kind':'user'}|jo|read:repository|forge.permission|lacks the scope read:user",
        },
        quoteCharacter = '"'
    )
    void namesWhatATokenLacks(String scope, String user, String tokenScope, String id, String summary) {
        probe(scope, gitea.token(user, tokenScope))
            .jsonPath("$.verdict")
            .isEqualTo("failed")
            .jsonPath("$.totalCount")
            .isEmpty()
            .jsonPath("$.checks[?(@.status=='fail')].id")
            .isEqualTo(id)
            .jsonPath("$.checks[?(@.status=='fail')].summary")
            .value(that(hasItem(containsString(summary))));
    }

    @Test
    void knowsARevokedTokenAndOneThatNeverWas() {
        String token = gitea.token(GiteaServer.ADMIN, "read:admin");
        gitea.revoke(GiteaServer.ADMIN, token);
        for (String bad : List.of(token, "0123456789012345678901234567890123456789")) {
            probe("{'kind':'admin'}", bad).jsonPath("$.checks[?(@.status=='fail')].id").isEqualTo("forge.token");
        }
    }

    /** The chart's own trigger counts what is blocked; here nothing is, and a job waits. */
    @Test
    void showsThatTheChartsTriggerReadsNothingWhereAJobWaits() {
        String chart = gitea.url() + "/api/v1/repos/jo/own/actions/jobs?status=waiting";
        api.post(
            "/probes",
            connection(gitea.url(), "{'kind':'user'}", gitea.token("jo", "read:user", "read:repository"))
                .replaceFirst(
                    "}$",
                    ",'trigger':'{type: metrics-api, metadata: {url: \"" +
                        chart +
                        "\", valueLocation: total_count, targetValue: \"1\", authMode: bearer}}'}"
                )
                .replace("\"", "\\\"")
        )
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.totalCount")
            .isEqualTo(1)
            .jsonPath("$.readings[0].value")
            .isEqualTo(0)
            .jsonPath("$.readings[0].checks[?(@.finding=='trigger.blocked-jobs')].summary")
            .value(that(hasItem(containsString("wait for other jobs"))))
            .jsonPath("$.readings[0].checks[?(@.finding=='trigger.differs')].summary")
            .value(that(hasItem(containsString("reads 0 where it should read 1"))));
    }

    @Test
    void noticesATokenThatMayMoreThanItShould() {
        probe("{'kind':'admin'}", all)
            .jsonPath("$.verdict")
            .isEqualTo("warning")
            .jsonPath("$.checks[?(@.status=='warn')].finding")
            .value(that(hasItem("token.over-powerful")));
    }

    @Test
    void tellsAUserFromAnOrganizationAndAMissingOwnerFromAMissingRepository() {
        String token = gitea.token(GiteaServer.ADMIN, "read:organization", "read:repository");
        for (var each : Map.of(
            "{'kind':'org','org':'jo'}",
            "scope.org-is-user",
            "{'kind':'org','org':'nobody'}",
            "scope.org-missing",
            "{'kind':'repo','owner':'acme','repo':'nope'}",
            "scope.repo-missing",
            "{'kind':'repo','owner':'nobody','repo':'nope'}",
            "scope.owner-missing"
        ).entrySet()) {
            probe(each.getKey(), token).jsonPath("$.checks[?(@.status=='fail')].finding").isEqualTo(each.getValue());
        }
    }

    /** Gitea goes on listing the jobs of a repository whose Actions were turned off, and gives them to no runner. */
    @Test
    void noticesThatARepositorysActionsWereTurnedOffAndOnAgain() {
        String token = gitea.token(GiteaServer.ADMIN, "read:admin", "read:repository");
        String finding = "$.checks[?(@.finding=='jobs.actions-off')].summary";
        probe("{'kind':'admin'}", token).jsonPath(finding).isEmpty();

        actions("jo/own", false);
        try {
            probe("{'kind':'admin'}", token)
                .jsonPath(finding)
                .value(that(hasItem(containsString("jo/own"))));
        } finally {
            actions("jo/own", true);
        }

        probe("{'kind':'admin'}", token).jsonPath(finding).isEmpty();
    }

    private void actions(String repository, boolean on) {
        gitea
            .api(all)
            .patch()
            .uri("/repos/" + repository)
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("has_actions", on))
            .retrieve()
            .toBodilessEntity();
    }

    /** Requests go out as KEDA writes them, whatever that does to them on a server that is written in Go, as Gitea is. */
    @ParameterizedTest
    @ValueSource(
        strings = {
            "status=queued&status=in_progress&limit=1",
            "status=queued status",
            "status=queued;limit=1&status=in_progress",
            "status=queued&x=100%",
            "status=in_progress&status=%71ueued",
            "status=queued%2Cin_progress",
            "status=queued+in_progress",
            "status=queued&limit=1#status=in_progress",
            "status=queued&status=%zz",
            "",
        }
    )
    @EnabledIfEnvironmentVariable(named = "KEDA_BINARIES", matches = ".+")
    void sendsQueriesAsKedaDoes(String query) {
        String url = gitea.url() + "/api/v1/admin/actions/jobs?" + query;
        String token = gitea.token(GiteaServer.ADMIN, "read:admin");
        Map<String, String> metadata = Map.of(
            "url",
            url,
            "valueLocation",
            "total_count",
            "targetValue",
            "1",
            "authMode",
            "bearer"
        );
        KedaScalers.Answer kedas;
        try (var keda = KedaScalers.start()) {
            kedas = keda.read("metrics-api", "", metadata, Map.of("token", token));
        }
        Map<String, Object> body = Map.of(
            "forge",
            Map.of("url", gitea.url()),
            "scope",
            Map.of("kind", "admin"),
            "token",
            Map.of("value", token),
            "trigger",
            "[{type: metrics-api, metadata: {url: '%s', valueLocation: total_count, targetValue: '1', authMode: bearer}}]".formatted(
                url
            )
        );
        JsonNode reading = Objects.requireNonNull(
            RestClient.create(console.url() + "/api/v1/probes")
                .post()
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class)
        )
            .path("readings")
            .path(0);

        String read = reading.path("value").isNumber() ? reading.path("value").decimalValue().toPlainString() : "";
        assertThat(read)
            .as(kedas + " " + reading)
            .isEqualTo(kedas.value().replaceFirst("\\.000$", ""));
    }

    @Test
    void setsUpAConnectionFromEndToEnd() {
        String token = gitea.token(GiteaServer.ADMIN, "read:admin");
        String body = connection(gitea.url(), "{'kind':'admin'}", token);
        api.put("team-a/gitea", body)
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.probe.totalCount")
            .isEqualTo(4)
            .jsonPath("$.forge.platform")
            .isEqualTo("gitea");
        api.probe("team-a/gitea").expectBody().jsonPath("$.totalCount").isEqualTo(4);
        assertThat(console.log()).doesNotContain(token);
    }

    private BodyContentSpec probe(String scope, String token) {
        return api
            .post("/probes", connection(gitea.url(), scope, token))
            .expectStatus()
            .isOk()
            .expectBody();
    }
}
