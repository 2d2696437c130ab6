package dev.actrunner.console.scaleset.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.Helm;
import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ObjectNode;

/** Releases of real helms on the real API server are adopted, and {@code helm uninstall} deletes nothing of them. */
@ParameterizedClass
@MethodSource("helms")
@EnabledIf(value = "isAvailable", disabledReason = "no real API server and helm")
class HelmAdoptionIT {

    private static final String TOKEN = "a-token-of-the-stub-forge";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static RealCluster cluster;
    private static StubGitea forge;
    private static RunningConsole console;

    @TempDir
    private static Path files;

    private final Helm helm;
    private String ns = "";

    HelmAdoptionIT(Helm helm) {
        this.helm = helm;
    }

    static List<Helm> helms() {
        return Stream.of(Helm.values()).filter(Helm::isAvailable).toList();
    }

    static boolean isAvailable() {
        return TestCluster.hasRealServers() && Helm.THREE.isAvailable();
    }

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        forge = new StubGitea("1.26.0");
        forge.token(TOKEN, new Account("root", true, Set.of("read:admin")));
        console = RunningConsole.on(cluster);
        TestEnvironment.note("Adoption of Helm releases", cluster.title(), "helm " + helms(), "stub Gitea");
    }

    @AfterAll
    static void stop() {
        console.close();
        forge.close();
        cluster.close();
    }

    @BeforeEach
    void makeNamespace() {
        ns = "helm-" + NUMBER.incrementAndGet();
        cluster.admin().resource(new NamespaceBuilder().withNewMetadata().withName(ns).endMetadata().build()).create();
    }

    private void install(String release, String chart, String values) throws IOException {
        Path file = files.resolve(ns + "-" + release + ".yaml");
        Files.writeString(file, values);
        helm.install(cluster, ns, release, chart, file);
    }

    private void installController() throws IOException {
        install(
            "forge",
            "act-runner-controller",
            "forgejo: { url: '%s', apiToken: '%s', scope: org, org: team }".formatted(forge.url(), TOKEN)
        );
    }

    private void installScaleSet(String more) throws IOException {
        install(
            "ci",
            "act-runner-scale-set",
            """
            giteaConfigUrl: "%1$s"
            giteaConfigSecret: { token: a-registration-token }
            runnerLabels: "ubuntu-latest:docker://node:22,native:host"
            minRunners: 0
            maxRunners: 7
            keda:
              enabled: true
              triggerAuthenticationRef: forge-act-runner-controller-trigger-auth
              metricsUrl: "%1$s/api/v1/orgs/team/actions/jobs?status=waiting&limit=1"
              pollingInterval: 11
            %2$s
            """.formatted(forge.url(), more)
        );
    }

    private JsonNode call(HttpMethod method, String path, @Nullable Object body, int status) {
        return call(console, method, path, body, status);
    }

    private JsonNode call(RunningConsole to, HttpMethod method, String path, @Nullable Object body, int status) {
        var request = to
            .api()
            .method(method)
            .uri("/namespaces/" + ns + path);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body.toString());
        }
        var answer = request.exchange().expectStatus().isEqualTo(status).returnResult(JsonNode.class);
        return Objects.requireNonNull(answer.getResponseBody());
    }

    private JsonNode adopt(String release, String what, String path, int status) {
        JsonNode request = call(HttpMethod.GET, "/helm-releases/" + release, null, 200).path(what);
        return call(HttpMethod.PUT, path + "/" + release + "?force=true", request, status);
    }

    private @Nullable GenericKubernetesResource find(String apiVersion, String kind, String name) {
        return cluster.admin().genericKubernetesResources(apiVersion, kind).inNamespace(ns).withName(name).get();
    }

    private GenericKubernetesResource keda(String kind) {
        return Objects.requireNonNull(find("keda.sh/v1alpha1", kind, "ci-act-runner-scale-set"));
    }

    private static Stream<String> changes(JsonNode answer) {
        return answer
            .path("resources")
            .valueStream()
            .map(
                each ->
                    each.path("kind").asString() +
                    " " +
                    each.path("name").asString() +
                    " " +
                    each.path("change").asString()
            );
    }

    @Test
    void aConnectionIsAdoptedAndStaysWhenTheReleaseIsUninstalled() throws IOException {
        installController();
        JsonNode listed = call(HttpMethod.GET, "/helm-releases", null, 200).path("items");
        assertThat(listed.valueStream().map(JsonNode::toString)).containsExactly(
            "{\"namespace\":\"" +
                ns +
                "\",\"name\":\"forge\",\"chart\":\"act-runner-controller\",\"version\":\"0.2.24\"}"
        );
        JsonNode filled = call(HttpMethod.GET, "/helm-releases/forge", null, 200);
        assertThat(filled.path("source").asString()).isEqualTo("release");
        assertThat(filled.toString()).doesNotContain(TOKEN);
        JsonNode connection = filled.path("connection");
        assertThat(connection.at("/forge/url").asString()).isEqualTo(forge.url());
        assertThat(connection.at("/scope").toString()).contains("\"kind\":\"org\"", "\"org\":\"team\"");
        assertThat(connection.at("/token/secretName").asString()).isEqualTo("forge-act-runner-controller-forgejo-api");

        JsonNode plan = call(HttpMethod.PUT, "/connections/forge?force=true&dryRun=true", connection, 200);
        assertThat(plan.path("resources").toString()).contains(
            "metadata.annotations.helm.sh/resource-policy",
            "release.manifest[*].metadata.annotations.helm.sh/resource-policy"
        );
        assertThat(changes(plan)).contains("Secret sh.helm.release.v1.forge.v1 updated");
        assertThat(helm.run(cluster, ns, "get", "manifest", "forge")).doesNotContain("resource-policy");

        JsonNode done = call(HttpMethod.PUT, "/connections/forge?force=true", connection, 200);
        assertThat(changes(done)).contains("Secret sh.helm.release.v1.forge.v1 updated");
        assertThat(helm.run(cluster, ns, "get", "manifest", "forge")).contains(
            "helm.sh/resource-policy: \"keep\"",
            "# Source: act-runner-controller/templates/objects.yaml"
        );
        assertThat(helm.run(cluster, ns, "uninstall", "forge")).contains("kept due to the resource policy");
        assertThat(
            find("keda.sh/v1alpha1", "TriggerAuthentication", "forge-act-runner-controller-trigger-auth")
        ).isNotNull();
        assertThat(find("v1", "Secret", "forge-act-runner-controller-forgejo-api")).isNotNull();
        JsonNode probe = call(HttpMethod.POST, "/connections/forge/probe", "{}", 200);
        assertThat(probe.path("checks").toString()).contains("The forge accepts the token.");
        assertThat(
            call(HttpMethod.PUT, "/connections/forge", connection, 200).path("resources").toString()
        ).doesNotContain("sh.helm.release");
    }

    @Test
    void valuesForAnotherForgeThanTheConnectionsAreNoted() throws IOException {
        installController();
        adopt("forge", "connection", "/connections", 200);
        for (String url : List.of(forge.url(), forge.url() + "/", "https://git.elsewhere.example")) {
            ObjectNode values = JsonMapper.shared().createObjectNode();
            values.put(
                "values",
                """
                giteaConfigUrl: %s
                giteaConfigSecret: registration
                runnerLabels: native:host
                keda: { triggerAuthenticationRef: forge-act-runner-controller-trigger-auth }
                """.formatted(url)
            );
            JsonNode read = call(HttpMethod.POST, "/helm-values", values, 200);
            assertThat(read.at("/scaleSet/connection").asString()).isEqualTo("forge");
            assertThat(
                read
                    .path("notes")
                    .toString()
                    .contains("the connection forge is to " + forge.url())
            ).isEqualTo(url.contains("elsewhere"));
        }
    }

    /** Other charts have runners, too. */
    @Test
    void anotherChartsRunnersAreNoRelease() {
        cluster
            .admin()
            .resource(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: gitlab-runner
                  namespace: %s
                  labels:
                    app.kubernetes.io/managed-by: Helm
                    app.kubernetes.io/component: runner
                    app.kubernetes.io/instance: gitlab
                    helm.sh/chart: gitlab-runner-0.70.0
                spec:
                  replicas: 0
                  selector: { matchLabels: { app: gitlab } }
                  template:
                    metadata: { labels: { app: gitlab } }
                    spec: { containers: [{ name: runner, image: runner }] }
                """.formatted(ns)
            )
            .create();
        assertThat(call(HttpMethod.GET, "/helm-releases", null, 200).path("items")).isEmpty();
    }

    /** Helm looks at its own record: this is why the console writes there. */
    @Test
    void anAnnotationOfTheObjectAloneKeepsNothing() throws IOException {
        installController();
        String authentication = "forge-act-runner-controller-trigger-auth";
        new Kubectl(cluster).run(
            "annotate",
            "triggerauthentications.keda.sh/" + authentication,
            "--namespace=" + ns,
            "helm.sh/resource-policy=keep"
        );
        helm.run(cluster, ns, "uninstall", "forge");
        assertThat(find("keda.sh/v1alpha1", "TriggerAuthentication", authentication)).isNull();
    }

    @Test
    void anEphemeralScaleSetTakesThePlaceOfTheChartsScaledJob() throws IOException {
        installController();
        adopt("forge", "connection", "/connections", 200);
        installScaleSet("ephemeral: true\nnodeSelector: { disk: ssd }\nreplicas: 3\ncontainerMode: { type: dind }");
        JsonNode filled = call(HttpMethod.GET, "/helm-releases/ci", null, 200);
        ObjectNode request = (ObjectNode) filled.path("scaleSet");
        assertThat(request.toString())
            .contains("\"connection\":\"forge\"", "\"mode\":\"ephemeral\"", "\"min\":0", "\"max\":7")
            .contains(
                "\"ubuntu-latest:docker://node:22\",\"native:host\"",
                "\"disk\":\"ssd\"",
                "\"pollingInterval\":11"
            )
            .contains("\"secretName\":\"ci-act-runner-scale-set-gitea-secret\"")
            .doesNotContain("a-registration-token");
        assertThat(filled.path("notes").toString()).contains("Not carried over: replicas.");

        JsonNode conflict = call(HttpMethod.PUT, "/scale-sets/ci", request, 409);
        assertThat(conflict.toString()).contains("helm");
        JsonNode plan = call(HttpMethod.PUT, "/scale-sets/ci?force=true&dryRun=true", request, 200);
        assertThat(changes(plan)).contains(
            "ScaledJob ci-act-runner-scale-set updated",
            "Secret sh.helm.release.v1.ci.v1 updated"
        );
        assertThat(pod(keda("ScaledJob")).toString()).contains("wait-for-docker");
        call(HttpMethod.PUT, "/scale-sets/ci?force=true", request, 200);

        GenericKubernetesResource job = keda("ScaledJob");
        assertThat(pod(job).toString())
            .doesNotContain("wait-for-docker")
            .doesNotContain("tini -- run.sh")
            .contains("ssd", "privileged=true");
        assertThat(job.<String>get("spec", "rollout", "strategy")).isEqualTo("gradual");
        assertThat(job.getMetadata().getAnnotations())
            .containsEntry("helm.sh/resource-policy", "keep")
            .containsEntry("meta.helm.sh/release-name", "ci");

        helm.run(cluster, ns, "uninstall", "ci");
        assertThat(keda("ScaledJob").getMetadata().getUid()).isEqualTo(job.getMetadata().getUid());
        assertThat(find("v1", "Secret", "ci-act-runner-scale-set-gitea-secret")).isNotNull();
        assertThat(call(HttpMethod.GET, "/scale-sets/ci", null, 200).path("mode").asString()).isEqualTo("ephemeral");
    }

    /** Flux and others have Helm in them, and own the fields under their own names. */
    @Test
    void whatAnotherToolInstalledWithHelmIsReplacedToo() throws IOException {
        installController();
        adopt("forge", "connection", "/connections", 200);
        Path values = files.resolve("tool.yaml");
        Files.writeString(
            values,
            """
            ephemeral: true
            runnerLabels: native:host
            giteaConfigSecret: { token: a-registration-token }
            keda: { enabled: true, triggerAuthenticationRef: forge-act-runner-controller-trigger-auth, metricsUrl: "%s" }
            """.formatted(forge.url())
        );
        helm.install(cluster, ns, "ci", "act-runner-scale-set", values);
        GenericKubernetesResource installed = keda("ScaledJob");
        assertThat(installed.getMetadata().getManagedFields()).hasSize(1);
        cluster
            .admin()
            .resource(installed)
            .patch(
                PatchContext.of(PatchType.JSON),
                "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields/0/manager\",\"value\":\"a-tool\"}]"
            );
        assertThat(keda("ScaledJob").getMetadata().getManagedFields().getFirst().getManager()).isEqualTo("a-tool");
        assertThat(adopt("ci", "scaleSet", "/scale-sets", 200).path("spec").path("min").asInt())
            .as("the chart's default")
            .isEqualTo(1);
        assertThat(pod(keda("ScaledJob")).toString())
            .doesNotContain("wait-for-docker")
            .doesNotContain("run.sh");
    }

    /** Neither the workload nor the Secret is written, and both are in use. */
    @Test
    void whatIsOnlyUsedStaysToo() throws IOException {
        installController();
        adopt("forge", "connection", "/connections", 200);
        Path file = files.resolve(ns + ".yaml");
        Files.writeString(file, "giteaConfigSecret: { token: a-registration-token }\nrunnerLabels: native:host");
        helm.install(cluster, ns, "ci", "act-runner-scale-set", file);
        ObjectNode request = (ObjectNode) call(HttpMethod.GET, "/helm-releases/ci", null, 200).path("scaleSet");
        request.put("connection", "forge");
        JsonNode done = call(HttpMethod.PUT, "/scale-sets/ci", request, 201);
        assertThat(changes(done)).contains("Secret sh.helm.release.v1.ci.v1 updated");
        helm.run(cluster, ns, "uninstall", "ci");
        assertThat(find("apps/v1", "StatefulSet", "ci-act-runner-scale-set")).isNotNull();
        assertThat(find("v1", "Secret", "ci-act-runner-scale-set-gitea-secret")).isNotNull();
    }

    @Test
    void aRecordThatIsNotThereIsWarnedOfOnce() throws IOException {
        installController();
        cluster.admin().secrets().inNamespace(ns).withLabel("owner", "helm").delete();
        JsonNode read = call(HttpMethod.GET, "/helm-releases/forge", null, 200);
        assertThat(read.path("source").asString()).isEqualTo("objects");
        ObjectNode request = (ObjectNode) read.path("connection");
        ((ObjectNode) request.path("forge")).put("url", forge.url());
        request.putObject("token").put("secretName", "forge-act-runner-controller-forgejo-api");
        assertThat(
            call(HttpMethod.PUT, "/connections/forge?force=true", request, 200).path("warnings").toString()
        ).contains("Do not run helm uninstall forge");
        assertThat(call(HttpMethod.PUT, "/connections/forge", request, 200).path("warnings").isEmpty()).isTrue();
    }

    private static Map<?, ?> pod(GenericKubernetesResource scaledJob) {
        return scaledJob.get("spec", "jobTargetRef", "template");
    }

    @Test
    void persistentRunnersStayAsTheyAre() throws IOException {
        installController();
        adopt("forge", "connection", "/connections", 200);
        installScaleSet("");
        HasMetadata before = Objects.requireNonNull(find("apps/v1", "StatefulSet", "ci-act-runner-scale-set"));
        JsonNode done = adopt("ci", "scaleSet", "/scale-sets", 200);
        assertThat(changes(done)).contains("ScaledObject ci-act-runner-scale-set updated");
        GenericKubernetesResource scaled = keda("ScaledObject");
        assertThat(scaled.<Integer>get("spec", "minReplicaCount")).isZero();
        assertThat(scaled.<String>get("spec", "triggers", 0, "metadata", "url")).contains("status=queued");
        helm.run(cluster, ns, "uninstall", "ci");
        HasMetadata after = Objects.requireNonNull(find("apps/v1", "StatefulSet", "ci-act-runner-scale-set"));
        assertThat(after.getMetadata().getGeneration()).isEqualTo(before.getMetadata().getGeneration());
        assertThat(keda("ScaledObject").getMetadata().getUid()).isEqualTo(scaled.getMetadata().getUid());
    }

    @Test
    void whoMayNotReadHelmsRecordGetsItFromTheObjectsAndIsWarned() throws IOException {
        installController();
        installScaleSet("ephemeral: true\nnodeSelector: { disk: ssd }\ncontainerMode: { type: dind }");
        var grants = new Grants(cluster.admin());
        grants.rule("all-of-keda-" + ns, "keda.sh", "*", "*");
        grants.rule("no-lists-" + ns, "", "secrets,configmaps", "get,create,patch");
        grants.rule("workloads-too-" + ns, "apps", "deployments,statefulsets", "get,list,create,patch");
        grants.rule("dry-run-pods-" + ns, "", "pods,namespaces", "get,list,create");
        Stream.of("all-of-keda-", "no-lists-", "workloads-too-", "dry-run-pods-").forEach(role ->
            grants.bind(role + ns, ns, "writer")
        );
        try (RunningConsole limited = RunningConsole.on(cluster.kubeconfigOf("writer"))) {
            JsonNode connection = call(limited, HttpMethod.GET, "/helm-releases/forge", null, 200);
            assertThat(connection.path("source").asString()).isEqualTo("objects");
            assertThat(connection.path("connection").toString())
                .contains(forge.url(), "\"org\":\"team\"")
                .doesNotContain("forge-act-runner-controller-forgejo-api");
            assertThat(connection.path("notes").toString()).contains(
                "The Secret forge-act-runner-controller-forgejo-api is not carried over"
            );
            ObjectNode request = (ObjectNode) connection.path("connection");
            call(limited, HttpMethod.PUT, "/connections/forge?force=true", request, 422);
            request.putObject("token").put("secretName", "forge-act-runner-controller-forgejo-api");
            JsonNode put = call(limited, HttpMethod.PUT, "/connections/forge?force=true", request, 200);
            assertThat(put.path("warnings").toString()).contains("Do not run helm uninstall forge");
            JsonNode read = call(HttpMethod.GET, "/helm-releases/ci", null, 200).path("scaleSet");
            JsonNode filled = call(limited, HttpMethod.GET, "/helm-releases/ci", null, 200);
            assertThat(filled.path("scaleSet")).as(filled.toString()).isEqualTo(read);
            assertThat(
                call(limited, HttpMethod.PUT, "/scale-sets/ci?force=true", filled.path("scaleSet"), 200)
                    .path("warnings")
                    .toString()
            ).contains("Do not run helm uninstall ci");
        }
    }

    @Test
    void anObjectThatNamesAnotherReleaseChangesNothingOfIt() throws IOException {
        installController();
        call(HttpMethod.PUT, "/connections/mine", RunningConsole.request(forge.url(), TOKEN), 201);
        cluster
            .admin()
            .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
            .inNamespace(ns)
            .withName("mine-act-runner-controller-trigger-auth")
            .edit(object -> {
                object.getMetadata().getAnnotations().put("meta.helm.sh/release-name", "forge");
                return object;
            });
        call(HttpMethod.PUT, "/connections/mine", RunningConsole.request(forge.url(), TOKEN), 200);
        assertThat(helm.run(cluster, ns, "get", "manifest", "forge")).doesNotContain("resource-policy");
    }

    @Test
    void thereIsNoReleaseOfThatName() {
        JsonNode problem = call(HttpMethod.GET, "/helm-releases/nothing", null, 404);
        assertThat(problem.path("type").asString()).endsWith("helm-release-not-found");
        assertThat(problem.path("remediation").asString()).contains("helm-releases");
        assertThat(List.of(problem.path("detail").asString())).allMatch(text -> text.contains(ns + "/nothing"));
    }
}
