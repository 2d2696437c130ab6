package dev.actrunner.console.api;

import static dev.actrunner.console.api.Requests.connection;
import static dev.actrunner.console.api.Requests.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A real API server that refuses people, and one that is stopped in the middle. */
@EnabledIfEnvironmentVariable(
    named = "KUBEBUILDER_ASSETS",
    matches = ".+",
    disabledReason = "KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd"
)
class ClusterFaultIT {

    private static final String TOKEN = "fault-token-7d20";
    private static final String BODY = connection("http://forge.invalid", "{'kind':'admin'}", TOKEN);

    private static RealCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        TestEnvironment.note("refusals and outages", cluster.title());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void whoMayNothingIsToldWhatIsMissing() {
        try (
            RunningConsole console = RunningConsole.on(
                cluster.kubeconfigOf("viewer"),
                "--console.cluster.namespaces=team-a"
            )
        ) {
            Requests api = Requests.to(console);
            api.put("team-a/ci?probe=skip", BODY)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.detail")
                .value(that(containsString("viewer may not ")))
                .jsonPath("$.detail")
                .value(that(containsString("in the namespace team-a")));
            api.get("/namespaces")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].name")
                .value(that(hasItem("team-a")));
            api.get("/connections")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.forbiddenNamespaces")
                .value(that(hasItem("team-a")));
            assertThat(console.log()).contains("as viewer");
        }
        assertThat(
            cluster.admin().secrets().inNamespace("team-a").withName("ci-act-runner-controller-forgejo-api").get()
        ).isNull();
    }

    @Test
    void whoMayWorkInOneNamespaceCanDoAllThere() {
        var role = new RoleBuilder()
            .withNewMetadata()
            .withNamespace("team-a")
            .withName("editor")
            .endMetadata()
            .addNewRule()
            .withApiGroups("")
            .withResources("secrets")
            .withVerbs("get", "create", "patch", "delete")
            .endRule()
            .addNewRule()
            .withApiGroups("keda.sh")
            .withResources("triggerauthentications")
            .withVerbs("get", "list", "create", "patch", "delete")
            .endRule()
            .build();
        cluster.admin().resource(role).create();
        cluster
            .admin()
            .resource(
                new RoleBindingBuilder()
                    .withNewMetadata()
                    .withNamespace("team-a")
                    .withName("editor")
                    .endMetadata()
                    .withNewRoleRef("rbac.authorization.k8s.io", "Role", "editor")
                    .addNewSubject("rbac.authorization.k8s.io", "User", "editor", null)
                    .build()
            )
            .create();
        try (
            RunningConsole console = RunningConsole.on(
                cluster.kubeconfigOf("editor"),
                "--console.cluster.namespaces=team-a"
            )
        ) {
            Requests api = Requests.to(console);
            api.put("team-a/mine?probe=skip", BODY).expectStatus().isCreated();
            api.getConnection("team-a/mine").expectStatus().isOk();
            api.get("/connections").expectBody().jsonPath("$.items[0].name").isEqualTo("mine");
            api.put("keda/mine?probe=skip", BODY).expectStatus().isForbidden();
            api.delete("team-a/mine").expectStatus().isOk();
        }
    }

    @Test
    void wrongCredentialsAreNamed() {
        String server = cluster.admin().getMasterUrl().toString().replaceAll("/$", "");
        try (RunningConsole console = RunningConsole.on(TestCluster.kubeconfig("wrong", server, "no-such-token"))) {
            Requests.to(console)
                .put("team-a/ci?probe=skip", BODY)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:act-runner-console:problem:cluster-unauthorized");
        }
    }

    @Test
    void anOutageInTheMiddleIsOverWhenTheServerIsBack() {
        try (RunningConsole console = RunningConsole.on(cluster)) {
            Requests api = Requests.to(console);
            api.put("team-a/outage?probe=skip", BODY).expectStatus().isCreated();
            cluster.stopApiServer();
            api.put("team-a/outage?probe=skip", BODY).expectStatus().isEqualTo(503);
            api.get("/connections")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:act-runner-console:problem:cluster-unavailable");
            cluster.startApiServer();
            api.put("team-a/outage?probe=skip", BODY).expectStatus().isOk();
            api.delete("team-a/outage").expectStatus().isOk();
        }
    }

    @Test
    void withoutKedaNothingIsLeftBehind() {
        try (RealCluster bare = RealCluster.withoutKeda(); RunningConsole console = RunningConsole.on(bare)) {
            Requests api = Requests.to(console);
            api.put("team-a/ci?probe=skip", BODY)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:act-runner-console:problem:keda-missing")
                .jsonPath("$.remediation")
                .value(that(containsString("helm install keda")));
            assertThat(bare.admin().secrets().inNamespace("team-a").list().getItems()).isEmpty();
            api.get("/connections").expectStatus().isOk().expectBody().jsonPath("$.items").isEmpty();
            api.get("/keda").expectStatus().isOk().expectBody().jsonPath("$.installed").isEqualTo(false);
        }
    }
}
