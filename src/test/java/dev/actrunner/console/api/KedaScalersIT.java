package dev.actrunner.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.KedaScalers;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubForgejo;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestEnvironment;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what the console says of triggers against KEDA's own scalers, on the same forges and at the same moment. */
@EnabledIfEnvironmentVariable(named = "KEDA_BINARIES", matches = ".+")
class KedaScalersIT {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final String GITEA_JOBS = "/api/v1/admin/actions/jobs?status=queued&status=in_progress&limit=1";
    private static final String FORGEJO_JOBS = "/api/v1/admin/runners/jobs";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static EmbeddedCluster cluster;
    private static RunningConsole console;
    private static RestClient api;
    private static KedaScalers keda;
    private static StubForge gitea;
    private static StubForge forgejo;
    private static StubForge idle;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start();
        console = RunningConsole.on(cluster);
        api = RestClient.create(console.url() + "/api/v1");
        keda = KedaScalers.start();
        gitea = fill(new StubGitea("1.26.0"));
        forgejo = fill(new StubForgejo("15.0.3"));
        idle = new StubForgejo("15.0.3").token(TOKEN, new Account("root", true, Set.of("read:admin")));
        TestEnvironment.note("KedaScalersIT", "KEDA's scalers 2.21.0");
    }

    private static StubForge fill(StubForge forge) {
        return forge
            .token(TOKEN, new Account("root", true, Set.of("read:admin", "read:organization", "read:user")))
            .org("acme", "root")
            .jobs(
                new Job("acme", "app", Set.of("docker"), State.WAITING),
                new Job("acme", "app", Set.of("docker", "gpu"), State.WAITING),
                new Job("acme", "web", Set.of("docker"), State.RUNNING),
                new Job("root", "own", Set.of("docker"), State.WAITING)
            );
    }

    @AfterAll
    static void stop() {
        keda.close();
        console.close();
        Stream.of(gitea, forgejo, idle).forEach(StubForge::close);
        cluster.close();
    }

    /** A trigger, and the forge that it is for. */
    record Case(String title, StubForge forge, String type, String metricType, Map<String, String> metadata) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static Case metrics(String title, StubForge forge, String path, String... pairs) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("url", forge.url() + path);
        metadata.put("valueLocation", forge instanceof StubGitea ? "total_count" : "#");
        metadata.put("targetValue", "1");
        metadata.put("authMode", "bearer");
        return changed(title, forge, "metrics-api", metadata, pairs);
    }

    private static Case runner(String title, String... pairs) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("address", forgejo.url());
        metadata.put("labels", "docker");
        metadata.put("global", "true");
        return changed(title, forgejo, "forgejo-runner", metadata, pairs);
    }

    private static Case changed(
        String title,
        StubForge forge,
        String type,
        Map<String, String> metadata,
        String... pairs
    ) {
        String metricType = "";
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals("metricType")) {
                metricType = pairs[i + 1];
            } else if (pairs[i + 1].equals("(none)")) {
                metadata.remove(pairs[i]);
            } else {
                metadata.put(pairs[i], pairs[i + 1]);
            }
        }
        return new Case(title + " " + List.of(pairs), forge, type, metricType, metadata);
    }

    /** One parameter at a time takes values that people write. */
    static Stream<Case> triggers() {
        Stream<Case> values = Stream.of(
            Stream.of(
                "(none)",
                "0",
                "0.0",
                "some",
                "1",
                "5",
                "2.5",
                "1e1",
                "05",
                "+1",
                ".5",
                "-1",
                " 1 ",
                "0x1",
                "null",
                "\"1\"",
                "1_0",
                "NaN"
            ).map(v -> metrics("target", gitea, GITEA_JOBS, "targetValue", v)),
            Stream.of("0", "5", "3", "4", "3.5", "-1", "some", "", "4.0").map(v ->
                metrics("activation", gitea, GITEA_JOBS, "activationTargetValue", v)
            ),
            Stream.of("", "AverageValue", "Value", "Utilization").map(v ->
                metrics("type", gitea, GITEA_JOBS, "metricType", v)
            ),
            Stream.of("", "AverageValue", "Utilization").map(v -> runner("type", "metricType", v)),
            Stream.of("json", "yaml", "xml", "prometheus", "JSON", "html", "json,yaml", "").map(v ->
                metrics("format", gitea, GITEA_JOBS, "format", v)
            ),
            Stream.of("3000", "3s", "1m", "1h2m", "-1", "-1s", "1.5s", "abc", "0", "5 s", "500ms").map(v ->
                metrics("timeout", gitea, GITEA_JOBS, "timeout", v)
            ),
            Stream.of("true", "True", "1", "t", "yes", "on", "TRUE", "tRuE", "false", "no").map(v ->
                metrics("unsafeSsl", gitea, GITEA_JOBS, "unsafeSsl", v)
            ),
            Stream.of("true", "yes", "1", "T", "false", "").map(v -> runner("global", "global", v)),
            Stream.of("average", "sum", "mean").map(v ->
                metrics("aggregation", gitea, GITEA_JOBS, "aggregationType", v)
            ),
            Stream.of(
                "bearer",
                "Bearer",
                "token",
                "(none)",
                "",
                "apiKey",
                "bearer,apiKey",
                "bearer,basic",
                "basic",
                "tls",
                "custom",
                "oauth",
                "bearer,",
                " bearer "
            ).map(v -> metrics("authMode", gitea, GITEA_JOBS, "authMode", v)),
            Stream.of("header", "query", "Header", "cookie").map(v ->
                metrics("method", gitea, GITEA_JOBS, "authMode", "apiKey", "method", v, "keyParamName", "Authorization")
            ),
            Stream.of("Authorization", "authorization", "X-API-KEY", "(none)", "a b", "token").map(v ->
                metrics("keyParamName", gitea, GITEA_JOBS, "authMode", "apiKey", "method", "header", "keyParamName", v)
            ),
            Stream.of("bearer", "apiKey").map(v ->
                metrics("authModes", gitea, GITEA_JOBS, "authMode", "(none)", "authModes", v)
            ),
            Stream.of(
                "total_count",
                "count",
                "jobs.#",
                "jobs",
                "jobs.0.id",
                "jobs.0.status",
                "#",
                "",
                "(none)",
                "jobs.9.id",
                "total_count "
            ).map(v -> metrics("valueLocation", gitea, GITEA_JOBS, "valueLocation", v)),
            Stream.of("#", "0.id", "0.runs_on.#", "total_count").map(v ->
                metrics("valueLocation", forgejo, FORGEJO_JOBS + "?labels=docker", "valueLocation", v)
            ),
            Stream.of(
                GITEA_JOBS,
                "/api/v1/admin/actions/jobs?status=queued,in_progress",
                "/api/v1/admin/actions/jobs?status=queued#here",
                "/api/v1/orgs/acme/actions/jobs?status=queued",
                "/api/v1/user/actions/jobs?status=queued",
                "/api/v1/orgs/nobody/actions/jobs?status=queued",
                FORGEJO_JOBS
            ).map(v -> metrics("path", gitea, v)),
            Stream.of(
                "docker",
                "docker,gpu",
                "",
                "(none)",
                "gpu",
                "docker,%67pu",
                "docker&labels=gpu",
                "docker#x",
                "docker+gpu"
            ).map(v -> runner("labels", "labels", v)),
            Stream.of("acme", "nobody", "(none)").map(v -> runner("org", "org", v, "global", "(none)")),
            Stream.of("app", "(none)").map(v -> runner("repo", "owner", "acme", "repo", v, "global", "(none)"))
        ).flatMap(s -> s);
        return Stream.concat(
            values,
            Stream.of(
                changed(
                    "idle",
                    idle,
                    "metrics-api",
                    new LinkedHashMap<>(
                        Map.of(
                            "url",
                            idle.url() + FORGEJO_JOBS,
                            "valueLocation",
                            "#",
                            "targetValue",
                            "1",
                            "authMode",
                            "bearer"
                        )
                    )
                ),
                changed(
                    "idle",
                    idle,
                    "forgejo-runner",
                    new LinkedHashMap<>(Map.of("address", idle.url() + "/", "labels", "docker", "global", "true"))
                )
            )
        );
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void agreesWithKeda(Case trigger) {
        boolean header = trigger.metadata().getOrDefault("keyParamName", "").equalsIgnoreCase("Authorization");
        boolean query = trigger.metadata().getOrDefault("method", "").equals("query");
        Map<String, String> parameters = Map.of(
            "token",
            TOKEN,
            "apiKey",
            header && !query ? "token " + TOKEN : TOKEN,
            "username",
            "token",
            "password",
            TOKEN
        );
        KedaScalers.Answer kedas = keda.read(trigger.type(), trigger.metricType(), trigger.metadata(), parameters);

        JsonNode report = probe(trigger);

        JsonNode reading = report.path("readings").path(0);
        List<String> findings = findings(report);
        assertThat(report.path("checks").size()).isPositive();
        if (kedas.stage().isEmpty()) {
            assertThat(reading.path("value").isNumber())
                .as(kedas + " " + report.path("checks"))
                .isTrue();
            assertThat(reading.path("value").decimalValue()).isEqualByComparingTo(new BigDecimal(kedas.value()));
            assertThat(findings).doesNotContain("trigger.invalid", "trigger.auth", "trigger.labels", "trigger.refused");
            boolean jobs = reading.path("value").decimalValue().signum() > 0;
            assertThat(findings.contains("trigger.inactive"))
                .as(findings + " " + kedas)
                .isEqualTo(
                    (jobs && !kedas.active()) || trigger.metadata().getOrDefault("targetValue", "1").startsWith("-")
                );
        } else {
            assertThat(reading.path("value").isNumber()).as(kedas.toString()).isFalse();
            assertThat(statuses(report))
                .as(kedas + " " + findings)
                .containsAnyOf("fail", "warn");
            if (kedas.stage().equals("parse")) {
                assertThat(findings)
                    .as(kedas.error())
                    .containsAnyOf("trigger.invalid", "trigger.auth", "trigger.labels");
            }
        }
    }

    /** What the console recommends is taken by KEDA, and reads what the console says. */
    @Test
    void recommendsWhatKedaReads() {
        for (StubForge forge : List.of(gitea, forgejo)) {
            JsonNode report = probe(forge, Map.of(), List.of("docker"));
            JsonNode trigger = report.path("trigger");
            var metadata = new LinkedHashMap<String, String>();
            trigger
                .path("metadata")
                .propertyStream()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asString()));

            KedaScalers.Answer kedas = keda.read(trigger.path("type").asString(), "", metadata, Map.of("token", TOKEN));

            assertThat(kedas.error()).isEmpty();
            assertThat(new BigDecimal(kedas.value())).isEqualByComparingTo(
                BigDecimal.valueOf(report.path("totalCount").asLong(-1))
            );
        }
    }

    private static JsonNode probe(Case trigger) {
        var written = new LinkedHashMap<String, Object>();
        written.put("type", trigger.type());
        written.put("metadata", trigger.metadata());
        if (!trigger.metricType().isEmpty()) {
            written.put("metricType", trigger.metricType());
        }
        return probe(trigger.forge(), Map.of("trigger", JSON.writeValueAsString(written)), List.of("docker"));
    }

    private static JsonNode probe(StubForge forge, Map<String, Object> more, List<String> labels) {
        var body = new LinkedHashMap<String, Object>(more);
        body.put("forge", Map.of("url", forge.url()));
        body.put("scope", Map.of("kind", "admin"));
        body.put("token", Map.of("value", TOKEN));
        body.put("runnerLabels", labels);
        return Objects.requireNonNull(
            api.post().uri("/probes").contentType(MediaType.APPLICATION_JSON).body(body).retrieve().body(JsonNode.class)
        );
    }

    private static List<String> findings(JsonNode report) {
        return ofTrigger(report)
            .map(c -> c.path("finding").asString(""))
            .toList();
    }

    private static List<String> statuses(JsonNode report) {
        return ofTrigger(report)
            .map(c -> c.path("status").asString(""))
            .toList();
    }

    private static Stream<JsonNode> ofTrigger(JsonNode report) {
        return report
            .path("checks")
            .valueStream()
            .filter(c -> c.path("id").asString("").equals("keda.trigger"));
    }
}
