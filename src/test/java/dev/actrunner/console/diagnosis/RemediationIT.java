package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.GiteaRunner;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScaledResourceManifest;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Does what remediations say, on a real API server and a real Gitea, and sees the finding go. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
class RemediationIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String AUTHENTICATION = "ci-act-runner-controller-trigger-auth";
    private static final String SECRET = "ci-act-runner-controller-forgejo-api";
    private static final String READY = "{ conditions: [{ type: Ready, status: 'True' }] }";

    private static RealCluster cluster;
    private static GiteaServer gitea;
    private static RunningConsole console;
    private static RestClient api;
    private static String all;
    private String ns = "";

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = GiteaServer.start();
        console = RunningConsole.on(cluster);
        api = RestClient.create(console.url() + "/api/v1");
        all = gitea.token(GiteaServer.ADMIN, "all");
        TestEnvironment.note("remediations", cluster.title(), gitea.title());
        gitea.post(all, "/orgs", Map.of("username", "acme"));
        gitea.addWaitingJob(all, "app");
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> probeWith(gitea.token(GiteaServer.ADMIN, "read:admin")).path("totalCount").asInt() == 1);
    }

    @AfterAll
    static void stop() {
        console.close();
        gitea.close();
        cluster.close();
    }

    @BeforeEach
    void connect() {
        ns = "remediations-" + NUMBER.incrementAndGet();
        cluster.admin().resource(new NamespaceBuilder().withNewMetadata().withName(ns).endMetadata().build()).create();
        put(gitea.token(GiteaServer.ADMIN, "read:admin"), Map.of("kind", "admin"));
    }

    private void put(String token, Map<String, String> scope) {
        api.put()
            .uri("/namespaces/" + ns + "/connections/ci?force=true")
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("forge", Map.of("url", gitea.url()), "scope", scope, "token", Map.of("value", token)))
            .retrieve()
            .toBodilessEntity();
    }

    private static JsonNode probeWith(String token) {
        return Objects.requireNonNull(
            api
                .post()
                .uri("/probes")
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                    Map.of(
                        "forge",
                        Map.of("url", gitea.url()),
                        "scope",
                        Map.of("kind", "admin"),
                        "token",
                        Map.of("value", token)
                    )
                )
                .retrieve()
                .body(JsonNode.class)
        );
    }

    private JsonNode probe() {
        return Objects.requireNonNull(
            api
                .post()
                .uri("/namespaces/" + ns + "/connections/ci/probe")
                .contentType(MediaType.APPLICATION_JSON)
                .retrieve()
                .body(JsonNode.class)
        );
    }

    /** The remediation of a finding that is there. */
    private String remediation(Finding finding) {
        return probe()
            .path("checks")
            .valueStream()
            .filter(c -> c.path("finding").asString("").equals(finding.id()))
            .map(c -> c.path("remediation").asString())
            .findFirst()
            .orElseThrow(() -> new AssertionError(finding.id() + " is not among " + probe().path("checks")));
    }

    private void isGone(Finding finding) {
        JsonNode checks = probe().path("checks");
        assertThat(checks.valueStream().map(c -> c.path("finding").asString("")))
            .as(checks.toString())
            .doesNotContain(finding.id());
    }

    /** Runs the kubectl command that a remediation ends with. */
    private static void run(String remediation) {
        Matcher command = Pattern.compile("kubectl (.+)$").matcher(remediation);
        assertThat(command.find()).as(remediation).isTrue();
        new Kubectl(cluster).run(command.group(1).strip().split(" +", -1));
    }

    private ScaledResourceManifest scaledResource() {
        return ScaledResourceManifest.of(ns, gitea.url(), AUTHENTICATION).ready();
    }

    private void create(ScaledResourceManifest scaledResource) {
        scaledResource.createIn(cluster.admin());
    }

    private void change(Map<String, String> data) {
        var encoded = new HashMap<String, String>();
        data.forEach((key, value) ->
            encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
        );
        cluster
            .admin()
            .secrets()
            .inNamespace(ns)
            .withName(SECRET)
            .edit(s -> new SecretBuilder(s).withData(encoded).build());
    }

    private String token() {
        Secret secret = cluster.admin().secrets().inNamespace(ns).withName(SECRET).get();
        return new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
    }

    // What has a command is run.

    @Test
    void bindsASecret() {
        new Kubectl(cluster).run("annotate", "secret", SECRET, "-n", ns, "console.actrunner.dev/forge-origin-");
        run(remediation(Finding.TOKEN_UNBOUND));
        isGone(Finding.TOKEN_UNBOUND);
    }

    @ParameterizedTest
    @CsvSource({ "paused,'true'", "paused-replicas,'2'", "paused-scale-in,'true'", "paused-scale-out,'true'" })
    void endsAPause(String annotation, String value) {
        create(scaledResource().annotations("{ autoscaling.keda.sh/" + annotation + ": '" + value + "' }"));
        run(remediation(Finding.SCALED_RESOURCE_PAUSED));
        isGone(Finding.SCALED_RESOURCE_PAUSED);
    }

    // What names a thing is done with it.

    @Test
    void namesTheAuthentication() {
        create(scaledResource().authentication("{ name: nobody }"));
        Matcher named = Pattern.compile("Name TriggerAuthentication (\\S+) in its").matcher(
            remediation(Finding.SCALED_RESOURCE_DANGLING)
        );
        assertThat(named.find()).isTrue();
        cluster.admin().resource(scaledResource().build()).delete();
        create(scaledResource().authentication("{ name: " + named.group(1) + " }"));
        isGone(Finding.SCALED_RESOURCE_DANGLING);
    }

    @Test
    void storesATokenWithoutItsNewline() {
        String token = token();
        change(Map.of("token", token + "\n"));
        assertThat(remediation(Finding.TOKEN_PADDED)).contains("printf %s");
        change(Map.of("token", token));
        isGone(Finding.TOKEN_PADDED);
    }

    @Test
    void storesTheTokenAlone() {
        String token = token();
        change(Map.of("token", "token " + token));
        assertThat(remediation(Finding.TOKEN_WITH_SCHEME)).contains("Store the token alone");
        change(Map.of("token", token));
        isGone(Finding.TOKEN_WITH_SCHEME);
    }

    @Test
    void entersTheTokenAgain() {
        String token = token();
        change(Map.of("other", token));
        assertThat(remediation(Finding.KEY_MISSING)).contains("Enter the token again");
        put(token, Map.of("kind", "admin"));
        isGone(Finding.KEY_MISSING);
        cluster.admin().secrets().inNamespace(ns).withName(SECRET).delete();
        assertThat(remediation(Finding.SECRET_MISSING)).contains("Enter the token again");
        put(token, Map.of("kind", "admin"));
        isGone(Finding.SECRET_MISSING);
    }

    @Test
    void makesATokenWithTheScopeThatIsNamed() {
        put(gitea.token(GiteaServer.ADMIN, "read:issue"), Map.of("kind", "admin"));
        Matcher scope = Pattern.compile("Create a token with (\\S+) at").matcher(remediation(Finding.PERMISSION_SCOPE));
        assertThat(scope.find()).isTrue();
        put(gitea.token(GiteaServer.ADMIN, scope.group(1)), Map.of("kind", "admin"));
        isGone(Finding.PERMISSION_SCOPE);
        put(all, Map.of("kind", "admin"));
        Matcher least = Pattern.compile("Create a token with (\\S+) alone").matcher(
            remediation(Finding.TOKEN_OVER_POWERFUL)
        );
        assertThat(least.find()).isTrue();
        put(gitea.token(GiteaServer.ADMIN, least.group(1)), Map.of("kind", "admin"));
        isGone(Finding.TOKEN_OVER_POWERFUL);
    }

    @Test
    void choosesTheScopeThatIsNamed() {
        gitea.createUser("jo", false);
        put(gitea.token("jo", "read:organization"), Map.of("kind", "org", "org", "jo"));
        assertThat(remediation(Finding.ORG_IS_USER)).contains("the scope user with a token of jo");
        put(gitea.token("jo", "read:user"), Map.of("kind", "user"));
        isGone(Finding.ORG_IS_USER);
    }

    @Test
    void enablesActions() {
        put(gitea.token(GiteaServer.ADMIN, "read:admin", "read:repository"), Map.of("kind", "admin"));
        actions(false);
        assertThat(remediation(Finding.JOBS_ACTIONS_OFF)).contains(
            "enable Actions at " + gitea.url() + "/acme/app/settings"
        );
        actions(true);
        isGone(Finding.JOBS_ACTIONS_OFF);
    }

    private static void actions(boolean on) {
        gitea
            .api(all)
            .patch()
            .uri("/repos/acme/app")
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("has_actions", on))
            .retrieve()
            .toBodilessEntity();
    }

    @Test
    void registersARunnerWithTheLabels() {
        GiteaRunner.register(gitea, all, "windows");
        assertThat(remediation(Finding.LABELS_UNOFFERED)).contains("Register runners with these labels");
        GiteaRunner.register(gitea, all, "docker");
        isGone(Finding.LABELS_UNOFFERED);
    }

    @Test
    void letsOneCount() {
        create(scaledResource());
        create(scaledResource().asJob());
        assertThat(remediation(Finding.SCALED_RESOURCE_COUNTED_TWICE)).contains("Let only one of them count");
        cluster.admin().resource(scaledResource().asJob().build()).delete();
        isGone(Finding.SCALED_RESOURCE_COUNTED_TWICE);
    }

    // Triggers: what is wrong with one is changed as the remediation says.

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            // finding | what is written | what the remediation has in it | what is written instead
            "TRIGGER_BLOCKED_JOBS | status=waiting | status=queued&status=in_progress | status=queued&status=in_progress",
            "TRIGGER_STATUS_REFUSED | status=running | status=queued&status=in_progress | status=queued&status=in_progress",
            "TRIGGER_QUEUED_ONLY | status=queued | Count queued and in_progress | status=queued&status=in_progress",
        }
    )
    void asksForTheStatusesThatAreNamed(String finding, String written, String said, String instead) {
        create(asking(written));
        assertThat(remediation(Finding.valueOf(finding))).contains(said);
        cluster.admin().resource(asking(written).build()).delete();
        create(asking(instead));
        isGone(Finding.valueOf(finding));
    }

    private ScaledResourceManifest asking(String query) {
        String url = gitea.url() + "/api/v1/admin/actions/jobs?" + query;
        return new ScaledResourceManifest("ScaledObject", ns, url, "{ name: " + AUTHENTICATION + " }", "{}", READY);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            // finding | a parameter as it is wrong | what the remediation has in it | the parameter as it says
            "TRIGGER_INVALID | targetValue | 0 | Correct the named parameter | 1",
            "TRIGGER_INVALID | authMode | token | Correct the named parameter | bearer",
            "TRIGGER_INACTIVE | activationTargetValue | 9 | Remove activationTargetValue | -",
            "TRIGGER_ACTIVATION | activationTargetValue | 1 | Remove activationTargetValue | -",
            "TRIGGER_AUTH | authMode | - | Add authMode: bearer | bearer",
            "TRIGGER_NO_NUMBER | valueLocation | count | Read total_count | total_count",
            "TRIGGER_UNSAFE_SSL | unsafeSsl | true | certificates.operator.caSecrets | -",
        }
    )
    void changesTheParameterThatIsNamed(String finding, String parameter, String wrong, String said, String right) {
        if (finding.equals("TRIGGER_ACTIVATION")) {
            // With two jobs the activation value 1 is exceeded, and still one job alone would start nothing.
            gitea.addWaitingJob(all, "two");
            Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> probe().path("totalCount").asInt() >= 2);
        }
        create(with(parameter, wrong));
        assertThat(remediation(Finding.valueOf(finding))).contains(said);
        cluster.admin().resource(scaledResource().build()).delete();
        create(with(parameter, right));
        isGone(Finding.valueOf(finding));
    }

    private void create(GenericKubernetesResource object) {
        GenericKubernetesResource status = cluster.admin().resource(object).create();
        status.setAdditionalProperty(
            "status",
            Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True")))
        );
        cluster.admin().resource(status).updateStatus();
    }

    @SuppressWarnings("unchecked")
    private GenericKubernetesResource with(String parameter, String value) {
        GenericKubernetesResource object = scaledResource().build();
        var spec = Objects.requireNonNull((Map<String, Object>) object.getAdditionalProperties().get("spec"));
        var triggers = new ArrayList<>(Objects.requireNonNull((List<Map<String, Object>>) spec.get("triggers")));
        var trigger = new HashMap<>(triggers.getFirst());
        var metadata = new HashMap<>(Objects.requireNonNull((Map<String, Object>) trigger.get("metadata")));
        if (value.equals("-")) {
            metadata.remove(parameter);
        } else {
            metadata.put(parameter, value);
        }
        trigger.put("metadata", metadata);
        triggers.set(0, trigger);
        spec.put("triggers", triggers);
        return object;
    }
}
