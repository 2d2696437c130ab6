package dev.actrunner.console.api;

import static dev.actrunner.console.api.Requests.connection;
import static dev.actrunner.console.api.Requests.that;
import static dev.actrunner.console.testing.ProbeJson.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScaledResourceManifest;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What a probe says of the ScaledObjects and ScaledJobs of a connection; each subclass brings a kind of cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScaledResourceSuite {

    private static final String TOKEN = "scaled-resource-suite-token";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestCluster cluster;
    private StubGitea gitea;
    private RunningConsole console;
    private Requests api;
    private String ns;

    abstract TestCluster cluster();

    @BeforeAll
    void start() {
        cluster = cluster();
        gitea = new StubGitea("1.27.2");
        gitea
            .token(TOKEN, new Account("root", true, Set.of("read:admin")))
            .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING));
        console = RunningConsole.on(cluster);
        api = Requests.to(console);
        TestEnvironment.note("ScaledObjects and ScaledJobs", cluster.title(), "stub Gitea");
    }

    @AfterAll
    void stop() {
        console.close();
        gitea.close();
        cluster.close();
    }

    @BeforeEach
    void connect() {
        ns = newNamespace();
        api.put(ns + "/ci", connection(gitea.url(), "{'kind':'admin'}", TOKEN))
            .expectStatus()
            .isCreated();
    }

    KubernetesClient admin() {
        return cluster.admin();
    }

    String namespace() {
        return ns;
    }

    private String newNamespace() {
        String name = "scaled-resources-" + NUMBER.incrementAndGet();
        admin().resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
        return name;
    }

    ScaledResourceManifest scaledResource() {
        return ScaledResourceManifest.of(ns, gitea.url(), "ci-act-runner-controller-trigger-auth");
    }

    /** Creates it, and writes its status as KEDA's operator would. */
    void create(ScaledResourceManifest scaledResource) {
        scaledResource.createIn(admin());
    }

    /** Writes another status of one that is there. */
    void setStatus(ScaledResourceManifest scaledResource) {
        GenericKubernetesResource status = scaledResource.build();
        status
            .getMetadata()
            .setResourceVersion(admin().resource(scaledResource.build()).get().getMetadata().getResourceVersion());
        admin().resource(status).updateStatus();
    }

    JsonNode probe() {
        return Objects.requireNonNull(
            api
                .probe(ns + "/ci")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
        );
    }

    static String check(JsonNode report, String id) {
        return report
            .path("checks")
            .valueStream()
            .filter(c -> c.path("id").asString().equals(id))
            .map(c -> c.path("status").asString() + ": " + c.path("summary").asString())
            .findFirst()
            .orElseThrow();
    }

    @Test
    void putsKedasOwnMetricBesideTheCount() {
        cluster.metrics().put(ns, "s0-metric-api-total_count", "1");
        create(
            scaledResource().status(
                "{ externalMetricNames: [s0-metric-api-total_count], conditions: [{ type: Ready, status: 'True' }]," +
                    " health: { s0-metric-api-total_count: { numberOfFailures: 0, status: Happy } } }"
            )
        );
        JsonNode same = probe();
        assertThat(same.path("verdict").asString()).isEqualTo("ready");
        assertThat(check(same, "keda.metric")).isEqualTo("pass: KEDA reports 1 for ScaledObject " + ns + "/runners.");
        assertThat(check(same, "keda.scaled-resources")).isEqualTo(
            "pass: KEDA scales ScaledObject " + ns + "/runners with the connection."
        );
        JsonNode scaledResource = same.path("scaledResources").path(0);
        assertThat(scaledResource.path("metric").asInt()).isEqualTo(1);
        assertThat(scaledResource.path("conditions").path(0).path("type").asString()).isEqualTo("Ready");
        assertThat(scaledResource.path("health").path(0).path("failing").asBoolean()).isFalse();

        cluster.metrics().put(ns, "s0-metric-api-total_count", "2500m");
        JsonNode other = probe();
        assertThat(findings(other)).containsExactly("metric.differs");
        assertThat(check(other, "keda.metric")).contains("KEDA reports 2.500", "its trigger gives 1 here");
    }

    @Test
    void doesNotTrustReadyAlone() {
        create(scaledResource().failing());
        JsonNode report = probe();
        assertThat(report.path("verdict").asString()).isEqualTo("warning");
        assertThat(findings(report)).containsExactly("scaled-resource.token-not-reread");
    }

    @Test
    void findsReferencesThatMissTheConnection() {
        create(scaledResource().authentication("{ name: nobody }"));
        assertThat(findings(probe())).containsExactly("scaled-resource.dangling-authentication");
        String elsewhere = newNamespace();
        create(ScaledResourceManifest.of(elsewhere, gitea.url(), "ci-act-runner-controller-trigger-auth"));
        JsonNode report = probe();
        // What is in another namespace changes nothing of this connection's verdict.
        assertThat(findings(report)).containsExactly("scaled-resource.dangling-authentication");
        assertThat(report.at("/scaledResources/1/checks/0/finding").asString()).isEqualTo(
            "scaled-resource.other-namespace"
        );
        assertThat(
            report
                .path("scaledResources")
                .valueStream()
                .map(s -> s.path("namespace").asString())
        ).containsExactlyInAnyOrder(ns, elsewhere);
        admin()
            .resource(ScaledResourceManifest.of(elsewhere, gitea.url(), "x").build())
            .delete();
    }

    /** KEDA's own list of users comes late. */
    @Test
    void whoUsesAConnectionIsReadFromTheObjectsThemselves() {
        create(scaledResource());
        deleted("?dryRun=true")
            .expectStatus()
            .isEqualTo(409)
            .expectBody()
            .jsonPath("$.type")
            .value(that(endsWith("in-use")));
        admin().resource(scaledResource().build()).delete();
        deleted("?dryRun=true").expectStatus().isOk();
    }

    ResponseSpec deleted(String query) {
        return api.delete(ns + "/ci" + query);
    }

    @ParameterizedTest
    @CsvSource({
        "paused,'true',nothing is started and nothing is removed",
        "paused-replicas,'3',the replicas stay",
        "paused-scale-in,'true',no runner is removed",
        "paused-scale-out,'yes',no runner is started",
    })
    void tellsEveryPauseApart(String annotation, String value, String effect) {
        String ready = "{ conditions: [{ type: Ready, status: 'True' }] }";
        create(
            scaledResource()
                .annotations("{ autoscaling.keda.sh/" + annotation + ": '" + value + "' }")
                .status(ready)
        );
        JsonNode report = probe();
        assertThat(findings(report)).containsExactly("scaled-resource.paused");
        assertThat(check(report, "keda.scaled-resources")).contains("autoscaling.keda.sh/" + annotation + ":", effect);
        admin().resource(scaledResource().build()).delete();
        create(scaledResource().annotations("{ autoscaling.keda.sh/paused: 'false' }").status(ready));
        assertThat(findings(probe())).isEmpty();
    }

    @Test
    void saysNothingGoodOfWhatKedaHasNotLookedAt() {
        create(scaledResource());
        assertThat(findings(probe())).containsExactly("scaled-resource.silent");
        setStatus(
            scaledResource().status(
                "{ conditions: [{ type: Ready, status: Unknown }, { type: Active, status: Unknown }] }"
            )
        );
        assertThat(findings(probe())).containsExactly("scaled-resource.silent");
    }

    /** A rotated token is not a connection that fails: KEDA reads it at its next poll. */
    @Test
    void aTriggerErrorAfterARotationIsNotReadyAndNoMore() {
        create(
            scaledResource().status(
                "{ conditions: [{ type: Ready, status: 'False', reason: TriggerError, message: Triggers defined in" +
                    " ScaledObject are not working correctly }] }"
            )
        );
        JsonNode report = probe();
        assertThat(findings(report)).containsExactly("scaled-resource.token-not-reread");
        assertThat(report.path("verdict").asString()).isEqualTo("warning");
    }

    /** The first cause in the chain is told: here the trigger itself, which asks for what does not exist. */
    @Test
    void tellsTheCauseThatIsKnown() {
        create(
            new ScaledResourceManifest(
                "ScaledObject",
                ns,
                gitea.url() + "/api/v1/orgs/nobody/actions/jobs?status=queued&status=in_progress",
                "{ name: ci-act-runner-controller-trigger-auth }",
                "{}",
                "{}"
            ).failing()
        );
        JsonNode report = probe();
        assertThat(findings(report)).contains("trigger.refused", "scaled-resource.trigger-fails");
        assertThat(check(report, "keda.scaled-resources")).contains("The cause is known", "status 403");
    }

    /** Several connections of a namespace: one of them tells what may be meant for it. */
    @Test
    void anObjectWithoutAReferenceIsToldOfOneConnection() {
        for (String name : List.of("a", "b")) {
            api.put(ns + "/" + name, connection(gitea.url(), "{'kind':'admin'}", TOKEN))
                .expectStatus()
                .isCreated();
        }
        ScaledResourceManifest alone = scaledResource().authentication("{ name: nobody }");
        create(alone);
        JsonNode first = Objects.requireNonNull(
            api
                .probe(ns + "/a")
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
        );
        assertThat(findings(first)).containsExactly("scaled-resource.dangling-authentication");
        assertThat(first.toString()).contains(
            "a-act-runner-controller-trigger-auth or TriggerAuthentication b-act-runner"
        );
        for (String other : List.of("b", "ci")) {
            JsonNode report = Objects.requireNonNull(
                api
                    .probe(ns + "/" + other)
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody()
            );
            assertThat(findings(report)).as(other).isEmpty();
        }
    }

    /** Another authentication that asks the same forge: shown, and no matter of this connection. */
    @Test
    void showsWhatAsksTheSameForgeThroughAnotherAuthentication() {
        api.put(ns + "/other", connection(gitea.url(), "{'kind':'admin'}", TOKEN))
            .expectStatus()
            .isCreated();
        create(ScaledResourceManifest.of(ns, gitea.url(), "other-act-runner-controller-trigger-auth").failing());
        JsonNode report = probe();
        assertThat(report.path("verdict").asString()).isEqualTo("ready");
        assertThat(report.at("/scaledResources/0/through").asString()).contains(
            "other-act-runner-controller-trigger-auth"
        );
        assertThat(check(report, "keda.scaled-resources")).contains(
            "with other authentications by ScaledObject " + ns + "/runners"
        );
    }
}
