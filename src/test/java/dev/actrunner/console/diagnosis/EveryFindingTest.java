package dev.actrunner.console.diagnosis;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScaledResourceManifest;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubForgejo;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TlsForge;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Makes every finding of the catalogue fire, through the REST API. The switch is exhaustive: a finding without a situation
 * that brings it about does not compile.
 */
@Tag("slow")
class EveryFindingTest {

    private static final String FORGE_ORIGIN = "console.actrunner.dev/forge-origin";

    private static final HeldCertificate CA = new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String AUTHENTICATION = "ci-act-runner-controller-trigger-auth";
    private static final String QUEUED = "/api/v1/admin/actions/jobs?status=queued";
    private static final String RIGHT = QUEUED + "&status=in_progress&limit=1";

    private static final WireMockServer BROKEN = new WireMockServer(
        wireMockConfig().bindAddress("127.0.0.1").dynamicPort()
    );
    private static EmbeddedCluster cluster;
    private static RunningConsole console;
    private static RestClient api;
    private static StubGitea gitea;
    private static StubForgejo forgejo;
    private static StubForgejo emptyForgejo;
    private static Deployment operator;
    private static ScaledResourceManifest runners;

    @BeforeAll
    static void start() {
        BROKEN.start();
        cluster = EmbeddedCluster.start();
        operator = cluster.admin().apps().deployments().inNamespace("keda").withName("keda-operator").get();
        console = RunningConsole.on(
            cluster,
            "--console.forge.connect-timeout=1s",
            "--console.forge.probe-timeout=5s",
            "--console.forge.max-body-size=1MB",
            "--console.forge.ca-bundle=" + TestCluster.write(CA.certificatePem())
        );
        api = RestClient.create(console.url() + "/api/v1");
        gitea = new StubGitea("1.27.2");
        forgejo = new StubForgejo("15.0.2");
        runners = ScaledResourceManifest.of("team-a", gitea.url(), AUTHENTICATION);
        emptyForgejo = new StubForgejo("15.0.2");
        emptyForgejo.token("admin", new Account("root", true, Set.of("read:admin")));
        Set<String> docker = Set.of("docker");
        for (var forge : List.of(gitea, forgejo)) {
            forge
                .token("admin", new Account("root", true, Set.of("read:admin", "read:organization", "read:repository")))
                .token("all", new Account("root", true, Set.of("all")))
                .token("no-scope", new Account("root", true, Set.of()))
                .token("other-scope", new Account("root", true, Set.of("read:issue")))
                .token("bot", new Account("bot", false, Set.of("read:user")))
                .token("member", new Account("member", false, Set.of("read:organization")))
                .member("acme", "member")
                .token("jo", new Account("jo", false, Set.of("read:admin", "read:organization", "read:repository")))
                .org("acme", "root")
                .repositoryWithoutActions("acme/quiet")
                .jobs(
                    new Job("acme", "app", docker, State.WAITING),
                    new Job("acme", "app", docker, State.RUNNING),
                    new Job("acme", "app", docker, State.BLOCKED)
                );
        }
    }

    @AfterAll
    static void stop() {
        console.close();
        gitea.close();
        forgejo.close();
        emptyForgejo.close();
        cluster.close();
        BROKEN.stop();
    }

    @BeforeEach
    void reset() {
        BROKEN.resetAll();
        cluster.api().installKeda(true);
        operator(UnaryOperator.identity());
        cluster.metricsApi("keda-operator-metrics-apiserver", "True");
        for (String namespace : List.of("team-a", "default")) {
            for (String kind : List.of("ScaledObject", "ScaledJob")) {
                cluster.admin().genericKubernetesResources("keda.sh/v1alpha1", kind).inNamespace(namespace).delete();
            }
        }
        secret().delete();
    }

    @ParameterizedTest
    @EnumSource(Finding.class)
    void fires(Finding finding) throws Exception {
        JsonNode report = situation(finding);

        boolean ofAnother = finding == Finding.SCALED_RESOURCE_OTHER_NAMESPACE;
        JsonNode check = (ofAnother ? report.path("scaledResources").path(0) : report)
            .path("checks")
            .valueStream()
            .filter(c -> c.path("finding").asString("").equals(finding.id()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(finding.id() + " is not among " + report.path("checks")));
        assertThat(check.path("id").asString()).isEqualTo(finding.check().id());
        assertThat(check.path("status").asString()).isEqualTo(finding.status().id());
        assertThat(check.path("summary").asString()).isNotBlank();
        assertThat(check.path("remediation").asString()).isNotBlank();
        assertThat(check.path("page").asString()).isEqualTo(finding.page());
        assertThat(report.path("verdict").asString()).isIn(
            ofAnother
                ? List.of("ready")
                : finding.status() == CheckStatus.FAIL
                  ? List.of("failed")
                  : List.of("warning", "failed")
        );
    }

    private static JsonNode situation(Finding finding) throws Exception {
        return switch (finding) {
            case SECRET_MISSING -> withSecret(Map.of(), true);
            case KEY_MISSING -> withSecret(Map.of("other", "abc"), false);
            case TOKEN_UNUSABLE -> withSecret(Map.of("token", "{\"auths\":{}}"), false);
            case TOKEN_PADDED -> withSecret(Map.of("token", "admin\n"), false);
            case TOKEN_WITH_SCHEME -> withSecret(Map.of("token", "token admin"), false);
            case SECRET_AWAITED -> awaited();
            case TOKEN_ENCODED_TWICE -> withSecret(Map.of("token", encoded("0123456789".repeat(4))), false);
            case TOKEN_UNBOUND -> bound(null);
            case TOKEN_BOUND_ELSEWHERE -> bound("https://elsewhere.example");
            case URL_UNENCRYPTED -> probe("http://forge.invalid", "admin", "admin");
            case DNS_UNRESOLVED -> probe("https://forge.invalid", "admin", "admin");
            case ADDRESS_FORBIDDEN -> probe("http://169.254.169.254", "admin", "admin");
            case CONNECT_REFUSED -> probe("http://127.0.0.1:" + closedPort(), "admin", "admin");
            case CONNECT_TIMEOUT -> blackHole();
            case TLS_UNTRUSTED -> withCertificate(
                new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build()
            );
            case TLS_EXPIRED -> withCertificate(
                TlsForge.certificate("127.0.0.1", CA, Duration.ofDays(-20), Duration.ofDays(-1))
            );
            case TLS_NOT_YET_VALID -> withCertificate(TlsForge.certificate("127.0.0.1", CA, Duration.ofDays(1), YEAR));
            case TLS_WRONG_HOST -> withCertificate(
                TlsForge.certificate("other.example", CA, Duration.ofDays(-1), YEAR)
            );
            case TLS_HANDSHAKE -> probe(url().replace("http:", "https:"), "admin", "admin");
            case TLS_EXPIRES_SOON -> withCertificate(
                TlsForge.certificate("127.0.0.1", CA, Duration.ofDays(-1), Duration.ofDays(5))
            );
            case TLS_PRIVATE_CA -> withCertificate(TlsForge.certificate("127.0.0.1", CA, Duration.ofDays(-1), YEAR));
            case TLS_CA_UNREADABLE -> {
                Map<String, Object> body = request("https://forge.invalid", "admin", "admin");
                body.put("forge", Map.of("url", "https://forge.invalid", "ca", "ConfigMap/nobody"));
                body.put("namespace", "team-a");
                yield post(body);
            }
            case TLS_CA_UNBOUND -> otherAuthority();
            case HTTP_TIMEOUT -> broken(aResponse().withFixedDelay(30_000));
            case HTTP_BROKEN -> broken(aResponse().withFault(Fault.EMPTY_RESPONSE));
            case HTTP_SERVER_ERROR -> broken(aResponse().withStatus(503));
            case HTTP_RATE_LIMITED -> broken(aResponse().withStatus(429).withHeader("Retry-After", "30"));
            case HTTP_PROXY_SIGN_IN -> broken(aResponse().withStatus(407));
            case REDIRECT_NOWHERE -> broken(aResponse().withStatus(302).withHeader("Location", "gopher://x"));
            case REDIRECT_OTHER_HOST -> broken(redirect("http://localhost:1/"));
            case REDIRECT_DOWNGRADE -> downgrade();
            case REDIRECT_LOOP -> broken(redirect("/again"));
            case REDIRECT_TO_HTTPS -> toHttps();
            case REDIRECT_OTHER_ORIGIN -> broken(redirect("http://127.0.0.1:1/"));
            case REDIRECT_SAME_HOST -> redirectedJobs();
            case API_MISSING -> broken(aResponse().withStatus(404));
            case API_ELSEWHERE -> above();
            case API_WEB_PAGE -> broken(aResponse().withBody("<!DOCTYPE html><title>Sign in</title>"));
            case API_OTHER -> broken(aResponse().withBody("{\"hello\":\"world\"}"));
            case TOKEN_UNKNOWN -> probe(forgejo.url(), "admin", "wrong");
            case TOKEN_BLOCKED -> broken(message(403, "This account is prohibited from signing in."));
            case TOKEN_DROPPED -> broken(message(403, "Only signed in user is allowed to call APIs."));
            case TOKEN_OVER_POWERFUL -> probe(gitea.url(), "admin", "all");
            case PLATFORM_OTHER -> post(
                Map.of(
                    "forge",
                    Map.of("url", gitea.url(), "platform", "forgejo"),
                    "scope",
                    Map.of("kind", "admin"),
                    "token",
                    Map.of("value", "admin")
                )
            );
            case VERSION_TOO_OLD -> tooOld();
            case PERMISSION_SCOPE -> probe(gitea.url(), "admin", "other-scope");
            case PERMISSION_NO_SCOPE -> probe(gitea.url(), "admin", "no-scope");
            case PERMISSION_SITE_ADMIN -> probe(gitea.url(), "admin", "jo");
            case PERMISSION_ORG_OWNER -> probe(forgejo.url(), "org:acme", "jo");
            case PERMISSION_ORG_MEMBER -> probe(gitea.url(), "org:acme", "jo");
            case PERMISSION_REPO -> probe(forgejo.url(), "repo:acme/app", "jo");
            case PERMISSION_OTHER -> jobs(message(403, "no."));
            case ORG_MISSING -> probe(gitea.url(), "org:nobody", "admin");
            case ORG_IS_USER -> probe(gitea.url(), "org:jo", "admin");
            case REPO_MISSING -> probe(gitea.url(), "repo:acme/nope", "admin");
            case OWNER_MISSING -> probe(gitea.url(), "repo:nobody/nope", "admin");
            case ACTIONS_OFF -> probe(forgejo.url(), "repo:acme/quiet", "admin");
            case ACTIONS_OFF_ON_INSTANCE -> {
                try (var off = new StubGitea("1.27.2")) {
                    off.withoutActions().token("admin", new Account("root", true, Set.of("read:admin")));
                    yield probe(off.url(), "admin", "admin");
                }
            }
            case USER_OWNS_NOTHING -> probe(gitea.url(), "user", "bot");
            case COUNT_PARTIAL -> probe(gitea.url(), "org:acme", "member");
            case JOBS_PATH_MISSING -> jobs(aResponse().withStatus(404));
            case JOBS_REFUSED -> jobs(message(400, "Invalid status"));
            case JOBS_UNREADABLE -> jobs(aResponse().withBody("{\"jobs\":[{\"id\":"));
            case JOBS_TOO_LARGE -> jobs(
                aResponse().withBody("{\"x\":\"" + "a".repeat(900_000) + "\"" + ",\"y\":1".repeat(80_000) + "}")
            );
            case JOBS_OTHER_SHAPE -> jobs(aResponse().withBody("[]"));
            case JOBS_NEWER_PATH -> newerPath();
            case JOBS_ACTIONS_OFF -> queued(f -> f.turnActionsOff("acme/app"));
            case JOBS_UNSERVED -> unserved();
            case JOBS_STUCK -> queued(f ->
                f.jobs(new Job("acme", "app", Set.of("docker"), State.RUNNING).on("gone", "2026-01-01T00:00:00Z"))
            );
            case RUNNERS_OFFLINE -> queued(f -> {
                for (int i = 0; i < 5; i++) {
                    f.runners(new StubForge.Runner("gone", false, false, Set.of("docker")));
                }
            });
            case RUNNERS_OTHER_SCOPE -> confined();
            case JOBS_WITHOUT_LABELS -> withoutRunsOn();
            case LABELS_UNOFFERED -> queued(f -> f.runners(new StubForge.Runner("one", true, true, Set.of("windows"))));
            case LABELS_MISSING -> probeForgejo13();
            case LABELS_WANTED -> probe(forgejo.url(), "admin", "admin");
            case LABELS_MISS_JOBS -> labelled(forgejo.url());
            case LABELS_IGNORED -> labelled(gitea.url());
            case KEDA_SLOW -> slow();
            case TRIGGER_OTHER_FORGE -> trigger(gitea.url(), metricsApi("https://elsewhere.example/x", "total_count"));
            case TRIGGER_INVALID -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + RIGHT, "total_count").replace("'1'", "'some'")
            );
            case TRIGGER_INACTIVE -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + RIGHT, "total_count").replace(
                    "metadata: {",
                    "metadata: {activationTargetValue: '5', "
                )
            );
            case TRIGGER_ACTIVATION -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + RIGHT, "total_count").replace(
                    "metadata: {",
                    "metadata: {activationTargetValue: '1', "
                )
            );
            case TRIGGER_METRIC_TYPE -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + RIGHT, "total_count").replace("{type", "{metricType: Value, type")
            );
            case TRIGGER_PLAIN_SECRET -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + RIGHT, "total_count").replace(
                    "authMode: bearer",
                    "authMode: apiKey, apiKey: admin"
                )
            );
            case TRIGGER_NOT_JOBS -> trigger(gitea.url(), metricsApi(gitea.url() + "/api/v1/user", "id"));
            case TRIGGER_UNKNOWN_TYPE -> trigger(gitea.url(), "{type: github-runner, metadata: {owner: acme}}");
            case TRIGGER_WRONG_FORGE -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + "/api/v1/admin/runners/jobs", "#")
            );
            case TRIGGER_BLOCKED_JOBS -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + "/api/v1/admin/actions/jobs?status=waiting", "total_count")
            );
            case TRIGGER_STATUS_REFUSED -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + "/api/v1/admin/actions/jobs?status=running", "total_count")
            );
            case TRIGGER_ALL_JOBS -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + "/api/v1/admin/actions/jobs", "total_count")
            );
            case TRIGGER_TOTAL_COUNT -> trigger(
                forgejo.url(),
                metricsApi(forgejo.url() + "/api/v1/admin/runners/jobs?labels=docker", "total_count")
            );
            case TRIGGER_NULL -> trigger(
                emptyForgejo.url(),
                metricsApi(emptyForgejo.url() + "/api/v1/admin/runners/jobs?labels=docker", "#")
            );
            case TRIGGER_PAGE -> trigger(gitea.url(), metricsApi(gitea.url() + RIGHT, "jobs.#"));
            case TRIGGER_QUEUED_ONLY -> trigger(gitea.url(), scaled("ScaledObject", "default", QUEUED));
            case TRIGGER_STRATEGY -> trigger(gitea.url(), scaled("ScaledJob", "accurate", RIGHT));
            case TRIGGER_NO_NUMBER -> trigger(gitea.url(), metricsApi(gitea.url() + RIGHT, "count"));
            case TRIGGER_NOT_EVALUATED -> trigger(gitea.url(), metricsApi(gitea.url() + RIGHT, "jobs.#(a==1)#|@this"));
            case TRIGGER_AUTH -> trigger(
                gitea.url(),
                "{type: metrics-api, metadata: {url: '" +
                    gitea.url() +
                    RIGHT +
                    "', valueLocation: total_count, targetValue: '1'}}"
            );
            case TRIGGER_REFUSED -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + "/api/v1/orgs/nobody/actions/jobs?status=queued", "total_count")
            );
            case TRIGGER_REDIRECT -> redirectedTrigger("/api/v1/admin/actions/jobs");
            case TRIGGER_REDIRECTED_AWAY -> redirectedTrigger("http://localhost:1/");
            case TRIGGER_TIMEOUT -> slow();
            case TRIGGER_UNSAFE_SSL -> trigger(
                forgejo.url(),
                "{type: forgejo-runner, metadata: {address: '" +
                    forgejo.url() +
                    "', global: 'true', labels: docker, unsafeSsl: 'true'}}"
            );
            case TRIGGER_LABELS -> trigger(
                forgejo.url(),
                "{type: forgejo-runner, metadata: {address: '" + forgejo.url() + "', global: 'true'}}"
            );
            case TRIGGER_OWNER -> trigger(
                forgejo.url(),
                "{type: forgejo-runner, metadata: {address: '" + forgejo.url() + "', owner: acme, labels: docker}}"
            );
            case TRIGGER_DIFFERS -> trigger(
                gitea.url(),
                metricsApi(gitea.url() + "/api/v1/admin/actions/jobs?status=in_progress", "total_count")
            );
            case KEDA_MISSING -> {
                cluster.api().installKeda(false);
                yield probe(gitea.url(), "admin", "admin");
            }
            case KEDA_NO_OPERATOR -> {
                cluster.admin().resource(operator).delete();
                yield probe(gitea.url(), "admin", "admin");
            }
            case KEDA_DOWN -> {
                operator(d -> d.editOrNewStatus().withAvailableReplicas(0).endStatus());
                yield probe(gitea.url(), "admin", "admin");
            }
            case KEDA_TOO_OLD -> {
                operator(d -> d.editMetadata().addToLabels("app.kubernetes.io/version", "2.17.2").endMetadata());
                yield probe(forgejo.url(), "admin", "admin");
            }
            case KEDA_NAMESPACE -> withEnvironment("WATCH_NAMESPACE", "ci,builds");
            case KEDA_SECRETS -> withEnvironment("KEDA_RESTRICT_SECRET_ACCESS", "true");
            case KEDA_METRICS_API_DOWN -> {
                cluster.metricsApi("keda-operator-metrics-apiserver", "False");
                yield probe(gitea.url(), "admin", "admin");
            }
            case KEDA_METRICS_API_OTHER -> {
                cluster.metricsApi("prometheus-adapter", "True");
                yield probe(gitea.url(), "admin", "admin");
            }
            case KEDA_PROXY -> {
                environment("HTTPS_PROXY", "http://proxy.example:3128");
                yield probe("https://forge.invalid", "admin", "admin");
            }
            case SCALED_RESOURCE_NOT_READY -> withScaledResource(
                runners.status("{ conditions: [{ type: Ready, status: 'False', message: no target }] }")
            );
            case SCALED_RESOURCE_SILENT -> withScaledResource(runners);
            case SCALED_RESOURCE_COUNTED_TWICE -> {
                connect(gitea.url());
                cluster.admin().resource(runners.asJob().build()).create();
                yield withScaledResource(runners);
            }
            case SCALED_RESOURCE_TRIGGER_FAILS -> {
                try (var gone = new StubGitea("1.27.2")) {
                    gone.token("admin", new Account("root", true, Set.of("read:admin")));
                    connect(gone.url());
                }
                yield withScaledResource(runners.failing());
            }
            case SCALED_RESOURCE_FAILS_ONLY_IN_KEDA -> {
                connect(gitea.url());
                changeSecret(s -> s.editMetadata().withManagedFields(owner("act-runner-console")).endMetadata());
                yield withScaledResource(runners.failing());
            }
            case SCALED_RESOURCE_TOKEN_NOT_REREAD -> {
                connect(gitea.url());
                yield withScaledResource(runners.failing());
            }
            case SCALED_RESOURCE_FALLBACK -> withScaledResource(
                runners.status("{ conditions: [{ type: Fallback, status: 'True' }] }")
            );
            case SCALED_RESOURCE_PAUSED -> withScaledResource(
                runners.annotations("{ autoscaling.keda.sh/paused-replicas: '0' }")
            );
            case SCALED_RESOURCE_DANGLING -> withScaledResource(runners.authentication("{ name: nobody }"));
            case SCALED_RESOURCE_OTHER_NAMESPACE -> withScaledResource(
                ScaledResourceManifest.of("default", gitea.url(), AUTHENTICATION)
            );
            case SCALED_RESOURCE_WRONG_KIND -> withScaledResource(
                runners.authentication("{ kind: ClusterTriggerAuthentication, name: " + AUTHENTICATION + " }")
            );
            case METRIC_DIFFERS -> {
                cluster.metrics().put("team-a", "s0-jobs", "7");
                yield withScaledResource(runners.status("{ externalMetricNames: [s0-jobs] }"));
            }
            case METRIC_DISAGREES -> {
                cluster.metrics().put("team-a", "s0-jobs", "2");
                yield withScaledResource(
                    runners.status(
                        "{ externalMetricNames: [s0-jobs], conditions:" +
                            " [{ type: Ready, status: 'True' }, { type: Active, status: 'False' }] }"
                    )
                );
            }
            case METRIC_UNANSWERED -> {
                cluster.metrics().put("team-a", "s0-jobs", "hang");
                yield withScaledResource(
                    runners.status("{ externalMetricNames: [s0-jobs], conditions: [{ type: Ready, status: 'True' }] }")
                );
            }
            case FIELD_MANAGERS_SEVERAL -> {
                connect(gitea.url());
                changeSecret(s ->
                    s.editMetadata().withManagedFields(owner("act-runner-console"), owner("helm")).endMetadata()
                );
                yield probeConnection();
            }
        };
    }

    // How a situation is brought about.

    private static JsonNode probe(String url, String scope, String token) {
        return post(request(url, scope, token));
    }

    private static Map<String, Object> request(String url, String scope, String token) {
        String[] parts = scope.split("[:/]", -1);
        var named = new HashMap<String, Object>(Map.of("kind", parts[0]));
        switch (parts[0]) {
            case "org" -> named.put("org", parts[1]);
            case "repo" -> {
                named.put("owner", parts[1]);
                named.put("repo", parts[2]);
            }
            default -> {
            }
        }
        return new HashMap<>(Map.of("forge", Map.of("url", url), "scope", named, "token", Map.of("value", token)));
    }

    private static JsonNode post(Map<String, Object> body) {
        return Objects.requireNonNull(
            api.post().uri("/probes").contentType(MediaType.APPLICATION_JSON).body(body).retrieve().body(JsonNode.class)
        );
    }

    private static JsonNode labelled(String url) {
        Map<String, Object> body = request(url, "admin", "admin");
        body.put("runnerLabels", List.of("gpu"));
        return post(body);
    }

    private static JsonNode trigger(String url, String yaml) {
        Map<String, Object> body = request(url, "admin", "admin");
        body.put("runnerLabels", List.of("docker"));
        body.put("trigger", yaml);
        return post(body);
    }

    private static String metricsApi(String url, String location) {
        return (
            "{type: metrics-api, metadata: {url: '" +
            url +
            "', valueLocation: '" +
            location +
            "', targetValue: '1', authMode: bearer}}"
        );
    }

    private static String scaled(String kind, String strategy, String path) {
        return """
        apiVersion: keda.sh/v1alpha1
        kind: %s
        metadata: { name: ci }
        spec:
          scalingStrategy: { strategy: %s }
          triggers: [%s]
        """.formatted(kind, strategy, metricsApi(gitea.url() + path, "total_count"));
    }

    private static String url() {
        return "http://127.0.0.1:" + BROKEN.port();
    }

    private static JsonNode broken(ResponseDefinitionBuilder answer) {
        BROKEN.stubFor(any(anyUrl()).willReturn(answer));
        return probe(url(), "admin", "admin");
    }

    private static ResponseDefinitionBuilder message(int status, String message) {
        return aResponse()
            .withStatus(status)
            .withBody("{\"message\":\"" + message + "\"}");
    }

    private static ResponseDefinitionBuilder redirect(String location) {
        return aResponse().withStatus(302).withHeader("Location", location);
    }

    private static void giteaVersion() {
        BROKEN.stubFor(
            get(urlPathEqualTo("/api/v1/version")).willReturn(aResponse().withBody("{\"version\":\"1.27.2\"}"))
        );
    }

    private static JsonNode jobs(ResponseDefinitionBuilder answer) {
        giteaVersion();
        BROKEN.stubFor(get(urlPathMatching(".*/actions/jobs")).willReturn(answer));
        return probe(url(), "admin", "admin");
    }

    private static ResponseDefinitionBuilder one() {
        return aResponse().withBody("{\"jobs\":[],\"total_count\":1}");
    }

    /** A forge at the root, asked for below a path. */
    private static JsonNode above() {
        giteaVersion();
        return probe(url() + "/acme", "admin", "admin");
    }

    private static JsonNode redirectedJobs() {
        BROKEN.stubFor(get(urlPathEqualTo("/moved")).willReturn(one()));
        return jobs(redirect("/moved"));
    }

    private static JsonNode redirectedTrigger(String location) {
        jobs(one());
        BROKEN.stubFor(get(urlPathEqualTo("/api/v1/orgs/old/actions/jobs")).willReturn(redirect(location)));
        return trigger(url(), metricsApi(url() + "/api/v1/orgs/old/actions/jobs", "total_count"));
    }

    /** Probes a Gitea of its own with a waiting job, changed. */
    private static JsonNode queued(Consumer<StubForge> change) {
        try (var forge = new StubGitea("1.27.2")) {
            forge
                .token("admin", new Account("root", true, Set.of("read:admin", "read:repository")))
                .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING));
            change.accept(forge);
            return probe(forge.url(), "admin", "admin");
        }
    }

    /** A runner of a repository, and a job of the whole forge that it could run, looked at twice. */
    private static JsonNode confined() {
        try (var forge = new StubForgejo("15.0.2")) {
            forge
                .token("admin", new Account("root", true, Set.of("read:admin")))
                .jobs(new Job("acme", "app", Set.of("macos"), State.WAITING))
                .runners(new StubForge.Runner("mac", true, false, Set.of("macos"), 7));
            probe(forge.url(), "admin", "admin");
            console.clock().set(Duration.ofMinutes(2));
            return probe(forge.url(), "admin", "admin");
        } finally {
            console.clock().set(Duration.ZERO);
        }
    }

    private static JsonNode withoutRunsOn() {
        try (var forge = new StubForgejo("15.0.2")) {
            forge
                .token("admin", new Account("root", true, Set.of("read:admin")))
                .jobs(
                    new Job("acme", "app", Set.of(), State.WAITING),
                    new Job("acme", "app", Set.of("docker"), State.WAITING)
                );
            return trigger(forge.url(), "{type: cron, metadata: {}}");
        }
    }

    /** Two looks at a job beside a runner that could take it, more than a minute apart by the console's clock. */
    private static JsonNode unserved() {
        JsonNode[] last = new JsonNode[1];
        last[0] = queued(f -> {
            f.runners(new StubForge.Runner("one", true, false, Set.of("docker")));
            probe(f.url(), "admin", "admin");
            console.clock().set(Duration.ofMinutes(2));
        });
        console.clock().set(Duration.ZERO);
        return last[0];
    }

    /** A connection to a Secret that somebody else is still to make. */
    private static JsonNode awaited() {
        Map<String, Object> body = request(gitea.url(), "admin", "admin");
        body.put("token", Map.of("secretName", "to-come"));
        JsonNode applied = api
            .put()
            .uri("/namespaces/team-a/connections/ci?force=true&probe=skip")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .retrieve()
            .body(JsonNode.class);
        return Objects.requireNonNull(applied).path("probe");
    }

    private static JsonNode slow() {
        jobs(one().withFixedDelay(3200));
        BROKEN.stubFor(get(urlPathMatching(".*/actions/jobs")).willReturn(one()));
        BROKEN.stubFor(get(urlPathEqualTo("/api/v1/user/actions/jobs")).willReturn(one().withFixedDelay(3200)));
        BROKEN.stubFor(
            get(urlPathEqualTo("/api/v1/orgs/slow/actions/jobs")).willReturn(
                aResponse().withFixedDelay(3200).withBody("{\"jobs\":[],\"total_count\":0}")
            )
        );
        Map<String, Object> body = request(url(), "org:slow", "admin");
        body.put("trigger", metricsApi(url() + "/api/v1/user/actions/jobs", "total_count"));
        return post(body);
    }

    private static JsonNode withCertificate(HeldCertificate certificate) {
        try (var forge = new TlsForge(certificate)) {
            return probe(forge.url(), "admin", "admin");
        }
    }

    private static JsonNode toHttps() {
        try (var forge = new TlsForge(TlsForge.certificate("127.0.0.1", CA, Duration.ofDays(-1), YEAR))) {
            BROKEN.stubFor(any(anyUrl()).willReturn(redirect(forge.url() + "{{request.path}}")));
            giteaVersion();
            BROKEN.stubFor(
                get(urlPathMatching(".*/actions/jobs")).willReturn(redirect(forge.url() + "/api/v1/admin/actions/jobs"))
            );
            return probe(url(), "admin", "admin");
        }
    }

    private static JsonNode downgrade() throws Exception {
        var certificate = TlsForge.certificate("127.0.0.1", CA, Duration.ofDays(-1), YEAR);
        var context = new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext();
        try (
            ServerSocket server = context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())
        ) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    int n = socket.getInputStream().read(new byte[4096]);
                    assertThat(n).isPositive();
                    socket
                        .getOutputStream()
                        .write(
                            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".getBytes(
                                StandardCharsets.US_ASCII
                            )
                        );
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return probe("https://127.0.0.1:" + server.getLocalPort(), "admin", "admin");
        }
    }

    private static int closedPort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A port whose queue of connections is full: what comes is neither accepted nor refused. */
    private static JsonNode blackHole() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<Socket>();
            for (int i = 0; i < 4; i++) {
                var socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(server.getLocalSocketAddress(), 100);
                } catch (java.net.SocketTimeoutException _) {
                    break;
                }
            }
            JsonNode report = probe("http://127.0.0.1:" + server.getLocalPort(), "admin", "admin");
            for (Socket socket : waiting) {
                socket.close();
            }
            return report;
        }
    }

    private static JsonNode tooOld() {
        try (var old = new StubGitea("1.24.0")) {
            old.token("admin", new Account("root", true, Set.of("read:admin")));
            return probe(old.url(), "admin", "admin");
        }
    }

    private static JsonNode newerPath() {
        try (var later = new StubForgejo("17.0.0")) {
            later.withoutOlderAdminPath().token("admin", new Account("root", true, Set.of("read:admin")));
            return trigger(later.url(), "{type: cron, metadata: {}}");
        }
    }

    private static JsonNode probeForgejo13() {
        try (var older = new StubForgejo("13.0.5")) {
            older.token("admin", new Account("root", true, Set.of("read:admin")));
            return probe(older.url(), "admin", "admin");
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets a connection up and changes its Secret behind the console's back. */
    private static JsonNode withSecret(Map<String, String> data, boolean gone) {
        connect(gitea.url());
        if (gone) {
            secret().delete();
        } else {
            Map<String, String> encoded = new HashMap<>();
            data.forEach((key, value) -> encoded.put(key, encoded(value)));
            changeSecret(s -> s.withData(encoded));
        }
        return probeConnection();
    }

    /** Sets a connection up and records another forge on its Secret, or none. */
    private static JsonNode bound(@Nullable String forge) {
        connect(gitea.url());
        changeSecret(s ->
            s
                .editMetadata()
                .removeFromAnnotations(FORGE_ORIGIN)
                .addToAnnotations(forge == null ? Map.of() : Map.of(FORGE_ORIGIN, forge))
                .endMetadata()
        );
        return probeConnection();
    }

    /** Sets a connection up and lets its TriggerAuthentication name an authority that nobody recorded on the Secret. */
    private static JsonNode otherAuthority() {
        connect(gitea.url());
        cluster
            .admin()
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("authority")
                    .withNamespace("team-a")
                    .endMetadata()
                    .withData(Map.of("ca.crt", CA.certificatePem()))
                    .build()
            )
            .createOr(NonDeletingOperation::update);
        cluster.annotate("team-a", "ci", "console.actrunner.dev/ca", "ConfigMap/authority");
        try {
            return probeConnection();
        } finally {
            api.delete().uri("/namespaces/team-a/connections/ci?force=true").retrieve().toBodilessEntity();
        }
    }

    private static Resource<Secret> secret() {
        return cluster.admin().secrets().inNamespace("team-a").withName("ci-act-runner-controller-forgejo-api");
    }

    private static void changeSecret(UnaryOperator<SecretBuilder> change) {
        var builder = secret().get().edit().editMetadata().withResourceVersion(null).withUid(null).endMetadata();
        Secret changed = change.apply(builder).build();
        secret().delete();
        cluster.admin().resource(changed).create();
    }

    private static ManagedFieldsEntry owner(String manager) {
        var fields = new FieldsV1();
        fields.setAdditionalProperty("f:data", Map.of("f:token", Map.of()));
        return new ManagedFieldsEntryBuilder()
            .withManager(manager)
            .withTime("2026-01-01T00:00:00Z")
            .withFieldsV1(fields)
            .build();
    }

    /** Probes the connection where a ScaledObject or ScaledJob is; sets it up where that was not done. */
    private static JsonNode withScaledResource(ScaledResourceManifest scaledResource) {
        if (secret().get() == null) {
            connect(gitea.url());
        }
        cluster.admin().resource(scaledResource.build()).create();
        return probeConnection();
    }

    private static JsonNode withEnvironment(String name, String value) {
        connect(gitea.url());
        environment(name, value);
        return probeConnection();
    }

    private static void environment(String name, String value) {
        operator(d ->
            d
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withEnv(new EnvVar(name, value, null))
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
        );
    }

    private static void connect(String forge) {
        api.put()
            .uri("/namespaces/team-a/connections/ci?force=true")
            .contentType(MediaType.APPLICATION_JSON)
            .body(request(forge, "admin", "admin"))
            .retrieve()
            .toBodilessEntity();
    }

    private static JsonNode probeConnection() {
        return Objects.requireNonNull(
            api.post().uri("/namespaces/team-a/connections/ci/probe").retrieve().body(JsonNode.class)
        );
    }

    /** Puts the operator's Deployment there, changed. */
    private static void operator(UnaryOperator<DeploymentBuilder> change) {
        cluster.admin().resource(operator).delete();
        Deployment changed = change
            .apply(new DeploymentBuilder(operator).editMetadata().withResourceVersion(null).withUid(null).endMetadata())
            .build();
        cluster.admin().resource(changed).create();
    }
}
