package dev.actrunner.console.scaleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScalingCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * The whole way on real servers: a connection and a scale set by the API, a workflow pushed to the real Gitea, KEDA's real
 * operator and adapter, the real controllers, and a node that is the runner by the runner's own protocol.
 */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server, controllers, KEDA and Gitea")
class ScaleSetIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static ScalingCluster scaling;
    private static GiteaServer gitea;
    private static RunningConsole console;
    private static RestClient api;
    private static String all;
    private String ns = "";
    private String org = "";

    static boolean isAvailable() {
        return ScalingCluster.isAvailable() && System.getenv("GITEA_BINARY") != null;
    }

    @BeforeAll
    static void start() {
        scaling = ScalingCluster.start();
        gitea = GiteaServer.start();
        console = RunningConsole.on(scaling.cluster());
        api = RestClient.create(console.url() + "/api/v1");
        TestEnvironment.note("Scale sets", scaling.title(), gitea.title());
        all = gitea.token(GiteaServer.ADMIN, "all");
    }

    @AfterAll
    static void stop() {
        console.close();
        gitea.close();
        scaling.close();
    }

    @BeforeEach
    void connect() {
        int number = NUMBER.incrementAndGet();
        ns = "scale-" + number;
        org = "org-" + number;
        gitea.post(all, "/orgs", Map.of("username", org));
        gitea.post(all, "/orgs/" + org + "/repos", Map.of("name", "app", "auto_init", true));
        admin().resource(new NamespaceBuilder().withNewMetadata().withName(ns).endMetadata().build()).create();
        call(
            HttpMethod.PUT,
            "/connections/ci",
            """
            {"forge":{"url":"%s"},"scope":{"kind":"org","org":"%s"},"token":{"value":"%s"},"runnerLabels":["docker"]}
            """.formatted(gitea.url(), org, gitea.token(GiteaServer.ADMIN, "read:organization", "read:repository"))
        );
    }

    private static KubernetesClient admin() {
        return scaling.cluster().admin();
    }

    private JsonNode call(HttpMethod method, String path, @Nullable String body) {
        var request = api.method(method).uri("/namespaces/" + ns + path);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return Objects.requireNonNull(request.retrieve().body(JsonNode.class));
    }

    private JsonNode create(String more) {
        return call(
            HttpMethod.PUT,
            "/scale-sets/runners",
            """
            {"connection":"ci","labels":["docker:host"],"pollingInterval":2,"registration":{"apiToken":"%s"}%s}
            """.formatted(all, more)
        );
    }

    private void push(String label) {
        String workflow = "on: push\njobs:\n  only:\n    runs-on: %s\n    steps: [{ run: \"true\" }]\n".formatted(
            label
        );
        gitea.post(
            all,
            "/repos/" + org + "/app/contents/.gitea/workflows/ci-" + NUMBER.incrementAndGet() + ".yaml",
            Map.of(
                "message",
                "Add a workflow",
                "content",
                Base64.getEncoder().encodeToString(workflow.getBytes(StandardCharsets.UTF_8))
            )
        );
    }

    private String conclusion() {
        JsonNode runs = Objects.requireNonNull(
            gitea
                .api(all)
                .get()
                .uri("/repos/" + org + "/app/actions/runs")
                .retrieve()
                .body(JsonNode.class)
        );
        return runs.path("workflow_runs").path(0).path("conclusion").asString("");
    }

    private List<Pod> pods() {
        return admin().pods().inNamespace(ns).list().getItems();
    }

    /** Waits, and says how everything stands if it never comes. */
    private void await(String what, Callable<Boolean> wanted) {
        try {
            Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(wanted);
        } catch (ConditionTimeoutException e) {
            String objects = new Kubectl(scaling.cluster()).run(
                "--namespace=" + ns,
                "get",
                "scaledjobs,scaledobjects,jobs,deployments,pods,events",
                "--output=wide"
            );
            throw new AssertionError(what + " never came:\n" + objects + scaling.operator().lastWords(), e);
        }
    }

    @Test
    void anEphemeralRunnerTakesAJobAndIsGone() {
        JsonNode created = create("");
        assertThat(created.path("mode").asString()).isEqualTo("ephemeral");
        push("docker");
        await("the run is green", () -> conclusion().equals("success"));
        await("the runner's pod ends", () ->
            pods()
                .stream()
                .allMatch(pod -> pod.getStatus().getPhase().equals("Succeeded"))
        );
        assertThat(pods()).hasSize(1);

        call(HttpMethod.DELETE, "/scale-sets/runners", null);
        await(
            "all is gone",
            () -> pods().isEmpty() && admin().batch().v1().jobs().inNamespace(ns).list().getItems().isEmpty()
        );
        assertThat(leftovers()).containsExactlyInAnyOrder("Secret ci-act-runner-controller-forgejo-api");
    }

    /** The README is pasted into a shell; only what stands in angle brackets and the addresses are filled in. */
    @Test
    void theCallsOfTheReadmeLeadToAGreenRun() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("### From a forge to runners in three calls"));
        String calls = section
            .substring(0, section.indexOf("\nThe last call"))
            .lines()
            .filter(line -> line.startsWith("    "))
            .collect(Collectors.joining("\n"));
        assertThat(calls).contains("<API token of the forge>", "<token with write access>");
        String answers = Kubectl.shell(
            calls
                .replace("curl ", "curl --silent --show-error --fail-with-body ")
                .replace("http://127.0.0.1:8080", console.url())
                .replace("team-a", ns)
                .replace("https://git.example.com", gitea.url())
                .replace("\"acme\"", "\"" + org + "\"")
                .replace(
                    "<API token of the forge>",
                    gitea.token(GiteaServer.ADMIN, "read:organization", "read:repository")
                )
                .replace("<token with write access>", all)
        );
        assertThat(answers).contains("\"scaledResource\"").doesNotContain(all);
        push("docker");
        await("the run is green", () -> conclusion().equals("success"));
    }

    @Test
    void persistentRunnersComeAndGo() {
        JsonNode created = create(",\"mode\":\"persistent\",\"cooldownPeriod\":2");
        assertThat(created.path("scaledResource").path("kind").asString()).isEqualTo("ScaledObject");
        push("docker");
        await("the run is green", () -> conclusion().equals("success"));
        await("the runner is gone", () -> pods().isEmpty());

        call(HttpMethod.DELETE, "/scale-sets/runners", null);
        await("the workload is gone", () -> admin().apps().deployments().inNamespace(ns).list().getItems().isEmpty());
        assertThat(leftovers()).containsExactlyInAnyOrder("Secret ci-act-runner-controller-forgejo-api");
    }

    @Test
    void aPersistentRunnerThatIsToldToEndFinishesItsJob() {
        create(",\"mode\":\"persistent\",\"env\":[{\"name\":\"HOLD_SECONDS\",\"value\":\"8\"}]");
        push("docker");
        await("the job runs", () -> diagnosis().path("running").asInt() == 1);
        JsonNode deleted = call(HttpMethod.DELETE, "/scale-sets/runners", null);
        assertThat(deleted.path("finishing").size()).isEqualTo(1);
        await("the run is green", () -> conclusion().equals("success"));
        await("the runner is gone", () -> pods().isEmpty());
    }

    @Test
    void forceEndsARunnerAtOnce() {
        create(",\"mode\":\"persistent\",\"env\":[{\"name\":\"HOLD_SECONDS\",\"value\":\"600\"}]");
        push("docker");
        await("the job runs", () -> diagnosis().path("running").asInt() == 1);
        call(HttpMethod.DELETE, "/scale-sets/runners?force=true", null);
        await("the runner is gone", () -> pods().isEmpty());
    }

    @Test
    void runnersAreListed() {
        create(",\"mode\":\"persistent\",\"min\":1");
        await("a runner is idle", () -> {
            JsonNode runner = call(HttpMethod.GET, "/connections/ci/runners", null).path("runners").path(0);
            return (
                runner.path("status").asString().equals("idle") &&
                runner.path("labels").path(0).asString().equals("docker") &&
                runner.path("name").asString().equals(pods().getFirst().getMetadata().getName())
            );
        });
    }

    /** What the diagnosis says once it says something with these words. */
    private void awaitBroken(String step, String summary, String remediation) {
        JsonNode[] last = new JsonNode[1];
        try {
            await(step + ": " + summary, () -> {
                last[0] = diagnosis();
                JsonNode broken = last[0].path("broken");
                return (
                    broken.path("step").asString("").equals(step) &&
                    broken.path("summary").asString().contains(summary) &&
                    broken.path("remediation").asString().contains(remediation)
                );
            });
        } catch (AssertionError e) {
            throw new AssertionError(last[0].toString(), e);
        }
    }

    private JsonNode diagnosis() {
        return call(HttpMethod.GET, "/connections/ci/diagnosis", null);
    }

    @Test
    void tellsThatNothingScales() {
        push("docker");
        awaitBroken("keda", "No ScaledObject and no ScaledJob uses the connection " + ns + "/ci", "Create a scale set");
    }

    @Test
    void tellsThatNoRunnerOffersTheLabel() {
        create("");
        push("gpu");
        awaitBroken("labels", "The waiting jobs ask for gpu (1), and the runners offer docker.", "Add the label");
    }

    @Test
    void tellsThatMaxIsReached() {
        create(",\"max\":1,\"env\":[{\"name\":\"HOLD_SECONDS\",\"value\":\"600\"}]");
        push("docker");
        await("the first job runs", () -> diagnosis().path("running").asInt() == 1);
        push("docker");
        awaitBroken("workload", "All 1 runners that max allows are there", "raise max");
        call(HttpMethod.DELETE, "/scale-sets/runners?force=true", null);
    }

    @Test
    void tellsThatAQuotaIsFull() {
        admin()
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("few")
                    .withNamespace(ns)
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("pods", new Quantity("0"))
                    .endSpec()
                    .build()
            )
            .create();
        await("the quota is counted", () -> {
            var quota = admin().resourceQuotas().inNamespace(ns).withName("few").get();
            return quota.getStatus() != null && !quota.getStatus().getHard().isEmpty();
        });
        create("");
        push("docker");
        awaitBroken("workload", "exceeded quota: few", "Raise the ResourceQuota");
    }

    @Test
    void tellsThatPodSecurityRefuses() {
        create(",\"containers\":\"dind\"");
        admin()
            .namespaces()
            .withName(ns)
            .edit(found ->
                found
                    .edit()
                    .editMetadata()
                    .addToLabels("pod-security.kubernetes.io/enforce", "baseline")
                    .endMetadata()
                    .build()
            );
        push("docker");
        awaitBroken("workload", "violates PodSecurity", "Set containers to none");
    }

    @Test
    void tellsThatTheRegistrationTokenIsWrong() {
        call(
            HttpMethod.PUT,
            "/scale-sets/runners",
            """
            {"connection":"ci","labels":["docker:host"],"pollingInterval":2,"max":2,"registration":{"token":"%s"}}
            """.formatted("wrongRegistrationTokenOf0123456789abcdef")
        );
        push("docker");
        awaitBroken("registration", "The forge does not accept the registration token", "Register again");
        assertThat(diagnosis().toString()).doesNotContain("0123456789abcde");
    }

    @Test
    void tellsThatTheImageCannotBePulled() {
        create(",\"image\":\"registry.example.com/missing/runner:1\"");
        push("docker");
        awaitBroken("pod", "cannot pull the image registry.example.com/missing/runner:1", "Correct image");
    }

    @Test
    void tellsThatNoNodeFits() {
        create(",\"nodeSelector\":{\"disk\":\"fast\"}");
        push("docker");
        awaitBroken("pod", "finds no node", "nodeSelector");
    }

    @Test
    void tellsThatItIsPausedUntilItIsResumed() {
        create("");
        JsonNode paused = call(HttpMethod.POST, "/scale-sets/runners/pause", "{}");
        assertThat(paused.path("scaledResource").path("pauses").path(0).asString()).isEqualTo("paused");
        push("docker");
        awaitBroken("keda", "is paused by autoscaling.keda.sh/paused", "Resume the scale set");
        assertThat(
            call(HttpMethod.POST, "/scale-sets/runners/resume", "{}").path("scaledResource").path("pauses")
        ).isEmpty();
        await("the run is green", () -> conclusion().equals("success"));
    }

    @Test
    void tellsThatTheOperatorIsStopped() {
        create("");
        var operator = admin().apps().deployments().inNamespace("keda").withName("keda-operator");
        scaling.operator().stop();
        operator.scale(0);
        try {
            push("docker");
            awaitBroken("keda", "KEDA's operator does not run", "Let KEDA's operator run");
        } finally {
            scaling.operator().restart();
            operator.scale(1);
        }
        await("the run is green", () -> conclusion().equals("success"));
    }

    /** What is left besides what every namespace has. */
    private List<String> leftovers() {
        var left = new java.util.ArrayList<String>();
        admin()
            .secrets()
            .inNamespace(ns)
            .list()
            .getItems()
            .forEach(s -> left.add("Secret " + s.getMetadata().getName()));
        admin()
            .configMaps()
            .inNamespace(ns)
            .list()
            .getItems()
            .stream()
            .filter(c -> !c.getMetadata().getName().equals("kube-root-ca.crt"))
            .forEach(c -> left.add("ConfigMap " + c.getMetadata().getName()));
        for (String kind : List.of("ScaledObject", "ScaledJob")) {
            admin()
                .genericKubernetesResources("keda.sh/v1alpha1", kind)
                .inNamespace(ns)
                .list()
                .getItems()
                .forEach(o -> left.add(kind + " " + o.getMetadata().getName()));
        }
        return left;
    }
}
