package dev.actrunner.console.api;

import static dev.actrunner.console.api.Requests.connection;
import static dev.actrunner.console.api.Requests.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubForgejo;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TlsForge;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The REST API from end to end on a cluster and stub forges; each subclass brings a kind of cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConnectionSuite {

    private static final String TOKEN = "suite-token-a91c";
    private static final String ADMIN = "{'kind':'admin'}";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestCluster cluster;
    private KubernetesClient admin;
    private StubForge gitea;
    private StubForge forgejo;
    private RunningConsole console;
    private Requests api;
    private String ns;

    abstract TestCluster cluster();

    @BeforeAll
    void start() {
        cluster = cluster();
        admin = cluster.admin();
        gitea = filled(new StubGitea("1.27.2"));
        forgejo = filled(new StubForgejo("15.0.2"));
        console = RunningConsole.on(cluster);
        api = Requests.to(console);
        TestEnvironment.note("the API's suite", cluster.title(), "stub Gitea and Forgejo");
    }

    private static StubForge filled(StubForge forge) {
        Set<String> docker = Set.of("docker");
        return forge
            .token(TOKEN, new Account("root", true, Set.of("read:admin", "read:organization")))
            .token("another-token-55", new Account("root", true, Set.of("read:admin")))
            .org("acme", "root")
            .jobs(
                new Job("acme", "app", docker, State.WAITING),
                new Job("acme", "app", docker, State.WAITING),
                new Job("acme", "app", docker, State.RUNNING),
                new Job("acme", "app", docker, State.BLOCKED)
            );
    }

    @AfterAll
    void stop() {
        assertThat(console.log()).as("the log of the whole run").doesNotContain(TOKEN).doesNotContain(base64(TOKEN));
        console.close();
        gitea.close();
        forgejo.close();
        cluster.close();
    }

    @BeforeEach
    void namespace() {
        ns = "suite-" + NUMBER.incrementAndGet();
        admin.resource(new NamespaceBuilder().withNewMetadata().withName(ns).endMetadata().build()).create();
    }

    private Secret secret(String name) {
        return admin.secrets().inNamespace(ns).withName(name).get();
    }

    private TriggerAuthentication trigger(String name) {
        return admin.resources(TriggerAuthentication.class).inNamespace(ns).withName(name).get();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void createsWhatTheChartWouldThenFindsItUnchanged() {
        String body = connection(gitea.url(), ADMIN, TOKEN);

        api.put(ns + "/ci", body)
            .expectStatus()
            .isCreated()
            .expectHeader()
            .exists("ETag")
            .expectBody()
            .jsonPath("$.resources[*].change")
            .value(that(everyItem(is("created"))))
            .jsonPath("$.resources[0].kind")
            .isEqualTo("Secret")
            .jsonPath("$.resources[1].kind")
            .isEqualTo("TriggerAuthentication")
            .jsonPath("$.probe.verdict")
            .isEqualTo("ready")
            .jsonPath("$.probe.totalCount")
            .isEqualTo(3)
            .jsonPath("$.probe.counts.waiting")
            .isEqualTo(2)
            .jsonPath("$.probe.trigger.metadata.valueLocation")
            .isEqualTo("total_count")
            .jsonPath("$.forge.version")
            .isEqualTo("1.27.2");

        Secret secret = secret("ci-act-runner-controller-forgejo-api");
        assertThat(secret.getType()).isEqualTo("Opaque");
        assertThat(secret.getData()).isEqualTo(Map.of("token", base64(TOKEN)));
        assertThat(secret.getMetadata().getLabels())
            .containsEntry("app.kubernetes.io/name", "act-runner-controller")
            .containsEntry("app.kubernetes.io/instance", "ci")
            .containsEntry("app.kubernetes.io/managed-by", "act-runner-console");
        assertThat(
            Objects.requireNonNull(trigger("ci-act-runner-controller-trigger-auth").getSpec()).secretTargetRef()
        ).containsExactly(new SecretTargetRef("token", "ci-act-runner-controller-forgejo-api", "token"));

        api.put(ns + "/ci", body)
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.resources[*].change")
            .value(that(everyItem(is("unchanged"))));
    }

    @Test
    void keepsTheStoredTokenWhenNoneIsGiven() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();

        api.put(ns + "/ci", "{'forge':{'url':'" + gitea.url() + "'},'scope':{'kind':'org','org':'acme'}}")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.scope.org")
            .isEqualTo("acme")
            .jsonPath("$.probe.verdict")
            .isEqualTo("ready")
            .jsonPath("$.resources[0].change")
            .isEqualTo("unchanged")
            .jsonPath("$.resources[1].change")
            .isEqualTo("updated")
            .jsonPath("$.resources[1].fields[*].field")
            .value(that(hasItem("metadata.annotations.console.actrunner.dev/org")));
        assertThat(secret("ci-act-runner-controller-forgejo-api").getData()).containsEntry("token", base64(TOKEN));
    }

    @Test
    void sendsTheStoredTokenToNoOtherHost() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        int requests = forgejo.requests().size();

        api.put(ns + "/ci", "{'forge':{'url':'" + forgejo.url() + "'},'scope':" + ADMIN + "}")
            .expectStatus()
            .isEqualTo(422)
            .expectBody()
            .jsonPath("$.errors[0].field")
            .isEqualTo("token")
            .jsonPath("$.errors[0].message")
            .value(that(containsString("is not sent to another host")));
        assertThat(forgejo.requests()).hasSize(requests);
    }

    @Test
    void readsTheConnectionBackFromTheClusterAlone() {
        api.put(
            ns + "/ci",
            "{'forge':{'url':'" +
                forgejo.url() +
                "'},'scope':{'kind':'org','org':'acme'},'token':{'value':'" +
                TOKEN +
                "'},'runnerLabels':['docker'],'nameOverride':'runners','additionalLabels':{'team':'a'}}"
        )
            .expectStatus()
            .isCreated();

        try (RunningConsole another = RunningConsole.on(cluster)) {
            Requests.to(another)
                .getConnection(ns + "/ci")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.forge.url")
                .isEqualTo(forgejo.url())
                .jsonPath("$.forge.platform")
                .isEqualTo("forgejo")
                .jsonPath("$.scope.kind")
                .isEqualTo("org")
                .jsonPath("$.scope.org")
                .isEqualTo("acme")
                .jsonPath("$.runnerLabels[0]")
                .isEqualTo("docker")
                .jsonPath("$.token.secretName")
                .isEqualTo("ci-runners-forgejo-api")
                .jsonPath("$.token.managed")
                .isEqualTo(true)
                .jsonPath("$.triggerAuthentication.name")
                .isEqualTo("ci-runners-trigger-auth");
            Requests.to(another)
                .probe(ns + "/ci")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.totalCount")
                .isEqualTo(3);
            Requests.to(another)
                .get("/connections?namespace=" + ns)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].status.verdict")
                .isEqualTo("ready");
        }
    }

    @Test
    void aDryRunWritesNothingAndSaysWhatWould() {
        api.put(ns + "/ci?dryRun=true", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.resources[*].change")
            .value(that(everyItem(is("created"))))
            .jsonPath("$.probe.totalCount")
            .isEqualTo(3);
        assertThat(secret("ci-act-runner-controller-forgejo-api")).isNull();
        assertThat(trigger("ci-act-runner-controller-trigger-auth")).isNull();

        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        api.put(ns + "/ci?dryRun=true", connection(gitea.url(), ADMIN, "another-token-55"))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.resources[0].change")
            .isEqualTo("updated")
            .jsonPath("$.resources[0].fields[0].field")
            .isEqualTo("data.token")
            .jsonPath("$.resources[0].fields[0].after")
            .isEqualTo("***");
        assertThat(secret("ci-act-runner-controller-forgejo-api").getData()).containsEntry("token", base64(TOKEN));
    }

    @Test
    void showsWhoElseManagesAFieldAndTakesItOverOnlyWhenForced() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        Secret theirs = new SecretBuilder()
            .withNewMetadata()
            .withNamespace(ns)
            .withName("ci-act-runner-controller-forgejo-api")
            .endMetadata()
            .withData(Map.of("token", base64("their-token")))
            .build();
        admin
            .resource(theirs)
            .patch(
                new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager("flux")
                    .withForce(true)
                    .build(),
                theirs
            );

        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isEqualTo(409)
            .expectBody()
            .jsonPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:field-conflict")
            .jsonPath("$.conflicts[0].manager")
            .isEqualTo("flux")
            .jsonPath("$.conflicts[0].field")
            .isEqualTo(".data.token")
            .jsonPath("$.detail")
            .value(that(not(containsString("their-token"))));
        assertThat(secret("ci-act-runner-controller-forgejo-api").getData()).containsEntry(
            "token",
            base64("their-token")
        );

        api.put(ns + "/ci?force=true", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.resources[0].change")
            .isEqualTo("updated");
        assertThat(secret("ci-act-runner-controller-forgejo-api").getData()).containsEntry("token", base64(TOKEN));
    }

    @Test
    void completesACallThatDiedMidway() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        admin.resource(trigger("ci-act-runner-controller-trigger-auth")).delete();

        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.resources[0].change")
            .isEqualTo("unchanged")
            .jsonPath("$.resources[1].change")
            .isEqualTo("created");
    }

    @Test
    void saysWhichSecretIsMissingAndHowToRestoreIt() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        admin.resource(secret("ci-act-runner-controller-forgejo-api")).delete();

        api.probe(ns + "/ci")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.verdict")
            .isEqualTo("failed")
            .jsonPath("$.checks[0].id")
            .isEqualTo("token.readable")
            .jsonPath("$.checks[0].summary")
            .isEqualTo("The Secret " + ns + "/ci-act-runner-controller-forgejo-api does not exist.");
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
    }

    @Test
    void deletesOnlyWhatItMade() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        api.delete(ns + "/ci")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.resources[*].change")
            .value(that(everyItem(is("deleted"))));
        assertThat(secret("ci-act-runner-controller-forgejo-api")).isNull();
        assertThat(trigger("ci-act-runner-controller-trigger-auth")).isNull();
        api.getConnection(ns + "/ci")
            .expectStatus()
            .isNotFound();
        api.delete(ns + "/ci")
            .expectStatus()
            .isNotFound();
    }

    @Test
    void keepsASecretThatWasThereBefore() {
        admin
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withNamespace(ns)
                    .withName("forge-token")
                    .endMetadata()
                    .withData(Map.of("api", base64(TOKEN)))
                    .build()
            )
            .create();
        api.put(
            ns + "/ci",
            "{'forge':{'url':'" +
                gitea.url() +
                "'},'scope':" +
                ADMIN +
                ",'token':{'secretName':'forge-token','secretKey':'api'}}"
        )
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.resources.length()")
            .isEqualTo(2)
            .jsonPath("$.resources[0].change")
            .isEqualTo("updated")
            .jsonPath("$.probe.totalCount")
            .isEqualTo(3)
            .jsonPath("$.token.managed")
            .isEqualTo(false);

        assertThat(secret("forge-token").getMetadata().getAnnotations()).containsEntry(
            "console.actrunner.dev/forge-origin",
            gitea.url()
        );

        api.delete(ns + "/ci")
            .expectStatus()
            .isOk();

        assertThat(secret("forge-token").getData()).containsEntry("api", base64(TOKEN));
        assertThat(secret("forge-token").getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(trigger("ci-act-runner-controller-trigger-auth")).isNull();
    }

    /** What is kept in a repository says which forge the token is for, without having it. */
    @Test
    void givesManifestsForControllersThatMakeTheSecret() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        String path = "/namespaces/" + ns + "/connections/ci/manifests?secretForm=";
        for (String form : List.of("ExternalSecret", "SealedSecret")) {
            var body = api
                .get(path + form.toLowerCase(java.util.Locale.ROOT))
                .expectStatus()
                .isOk()
                .expectBody();
            String template = form.equals("ExternalSecret") ? "spec.target.template" : "spec.template";
            body.jsonPath("$.items[0].kind")
                .isEqualTo(form)
                .jsonPath("$.items[0]." + template + ".metadata.annotations['console.actrunner.dev/forge-origin']")
                .isEqualTo(gitea.url())
                .jsonPath("$.items[1].metadata.annotations['console.actrunner.dev/secret']")
                .isEqualTo("existing");
            assertThat(
                new String(Objects.requireNonNull(body.returnResult().getResponseBody()), StandardCharsets.UTF_8)
            )
                .doesNotContain(TOKEN)
                .doesNotContain(base64(TOKEN));
        }
        api.get(path + "helm")
            .expectStatus()
            .isEqualTo(422)
            .expectBody()
            .jsonPath("$.errors[0].field")
            .isEqualTo("secretForm");
    }

    @Test
    void keepsASecretOfTheSameNameThatSomebodyElseMade() {
        Secret theirs = new SecretBuilder()
            .withNewMetadata()
            .withNamespace(ns)
            .withName("ci-act-runner-controller-forgejo-api")
            .addToLabels("helm.sh/chart", "act-runner-controller-0.2.24")
            .endMetadata()
            .withData(Map.of("token", base64(TOKEN)))
            .build();
        admin.resource(theirs).create();
        api.put(ns + "/ci?force=true", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();

        api.delete(ns + "/ci")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.resources[0].change")
            .isEqualTo("kept")
            .jsonPath("$.resources[1].change")
            .isEqualTo("deleted");

        Secret left = secret("ci-act-runner-controller-forgejo-api");
        assertThat(left.getData()).containsEntry("token", base64(TOKEN));
        assertThat(left.getMetadata().getLabels()).containsEntry("helm.sh/chart", "act-runner-controller-0.2.24");
        assertThat(left.getMetadata().getLabels()).doesNotContainEntry(
            "app.kubernetes.io/managed-by",
            "act-runner-console"
        );
    }

    @Test
    void offersToMakeAMissingNamespace() {
        String missing = ns + "-missing";
        api.put(missing + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isNotFound()
            .expectBody()
            .jsonPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:namespace-missing")
            .jsonPath("$.remediation")
            .value(that(containsString("createNamespace=true")));
        api.put(missing + "/ci?createNamespace=true", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.resources[0].kind")
            .isEqualTo("Namespace");
        assertThat(admin.namespaces().withName(missing).get()).isNotNull();
    }

    @Test
    void makesAClusterTriggerAuthenticationOnlyInKedasNamespace() {
        String body =
            "{'forge':{'url':'" +
            gitea.url() +
            "'},'scope':" +
            ADMIN +
            ",'token':{'value':'" +
            TOKEN +
            "'},'triggerAuthentication':{'clusterScoped':true}}";
        api.put(ns + "/ci", body)
            .expectStatus()
            .isEqualTo(422)
            .expectBody()
            .jsonPath("$.errors[0].field")
            .isEqualTo("triggerAuthentication.clusterScoped");

        String name = "wide-" + ns;
        api.put("keda/" + name, body)
            .expectStatus()
            .isCreated();
        assertThat(
            admin
                .resources(ClusterTriggerAuthentication.class)
                .withName(name + "-act-runner-controller-trigger-auth")
                .get()
        ).isNotNull();
        api.getConnection("keda/" + name)
            .expectBody()
            .jsonPath("$.triggerAuthentication.kind")
            .isEqualTo("ClusterTriggerAuthentication");
        api.delete("keda/" + name)
            .expectStatus()
            .isOk();
    }

    @Test
    void honoursConditions() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN), "If-Match", "*")
            .expectStatus()
            .isEqualTo(412);
        String etag = api
            .put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN), "If-None-Match", "*")
            .expectStatus()
            .isCreated()
            .returnResult()
            .getResponseHeaders()
            .getETag();
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN), "If-None-Match", "*")
            .expectStatus()
            .isEqualTo(412);
        api.put(
            ns + "/ci",
            connection(gitea.url(), "{'kind':'org','org':'acme'}", TOKEN),
            "If-Match",
            String.valueOf(etag)
        )
            .expectStatus()
            .isOk();
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN), "If-Match", String.valueOf(etag))
            .expectStatus()
            .isEqualTo(412)
            .expectBody()
            .jsonPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:precondition-failed");
    }

    @Test
    void appliesOnlyWhatWorksWhenAskedTo() {
        api.put(ns + "/ci?probe=require", connection(gitea.url(), ADMIN, "nonsense-token"))
            .expectStatus()
            .isEqualTo(409)
            .expectBody()
            .jsonPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:probe-failed")
            .jsonPath("$.probe.verdict")
            .isEqualTo("failed");
        assertThat(secret("ci-act-runner-controller-forgejo-api")).isNull();
        api.put(ns + "/ci?probe=skip", connection("http://forge.invalid", ADMIN, TOKEN))
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.probe")
            .isEmpty();
    }

    @Test
    void givesManifestsWithTheTokenMaskedAndATrigger() {
        api.put(
            ns + "/ci",
            "{'forge':{'url':'" +
                forgejo.url() +
                "'},'scope':" +
                ADMIN +
                ",'token':{'value':'" +
                TOKEN +
                "'},'runnerLabels':['docker']}"
        )
            .expectStatus()
            .isCreated();
        String manifests = new String(
            Objects.requireNonNull(
                console
                    .api()
                    .get()
                    .uri("/namespaces/" + ns + "/connections/ci/manifests")
                    .header("Accept", "application/yaml")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult()
                    .getResponseBody()
            ),
            StandardCharsets.UTF_8
        );
        assertThat(manifests)
            .contains("kind: \"TriggerAuthentication\"")
            .doesNotContain(TOKEN)
            .doesNotContain(base64(TOKEN));
        api.get("/namespaces/" + ns + "/connections/ci/trigger")
            .expectBody()
            .jsonPath("$.trigger.type")
            .isEqualTo("forgejo-runner")
            .jsonPath("$.trigger.metadata.labels")
            .isEqualTo("docker")
            .jsonPath("$.trigger.metadata.global")
            .isEqualTo("true")
            .jsonPath("$.helmCommand")
            .value(that(containsString("helm install ci-runners")));
    }

    @Test
    void trustsAnAuthorityOfTheConnectionsOwn() {
        var authority = new HeldCertificate.Builder().certificateAuthority(0).build();
        Duration year = Duration.ofDays(365);
        try (var forge = new TlsForge(TlsForge.certificate("127.0.0.1", authority, Duration.ofDays(-1), year))) {
            String plain = connection(forge.url(), ADMIN, TOKEN);
            assertThat(findings(api.put(ns + "/plain", plain))).contains("tls.untrusted");
            for (String ref : List.of("ConfigMap/forge-ca", "Secret/forge-ca/other.pem")) {
                String body = plain.replaceFirst("'url':'([^']*)'", "'url':'$1','ca':'" + ref + "'");
                String name = ref.startsWith("C") ? "config" : "secret";
                assertThat(findings(api.put(ns + "/" + name, body))).contains("tls.ca-unreadable");
                String yaml =
                    "apiVersion: v1\nmetadata: { name: forge-ca, namespace: " +
                    ns +
                    " }\n" +
                    (ref.startsWith("C")
                        ? "kind: ConfigMap\ndata: { ca.crt: " + quoted(authority.certificatePem())
                        : "kind: Secret\ndata: { other.pem: " + base64(authority.certificatePem())) +
                    " }";
                admin.resource(yaml).create();
                if (ref.startsWith("C")) {
                    // Others may write ConfigMaps: what is trusted is what was there when the token was entered.
                    assertThat(findings(api.probe(ns + "/" + name))).contains("tls.ca-unbound");
                    api.put(ns + "/" + name, body)
                        .expectStatus()
                        .isOk();
                }
                // The second time the forge is known, and its certificate is looked at all the same.
                for (int i = 0; i < 2; i++) {
                    assertThat(findings(api.probe(ns + "/" + name)))
                        .contains("tls.private-ca")
                        .doesNotContain("tls.untrusted");
                }
                api.getConnection(ns + "/" + name)
                    .expectBody()
                    .jsonPath("$.forge.ca")
                    .isEqualTo(ref.startsWith("C") ? ref + "/ca.crt" : ref);
            }
            assertThat(findings(api.probe(ns + "/plain"))).contains("tls.untrusted");
        }
        api.put(ns + "/bad", connection(gitea.url(), ADMIN, TOKEN).replaceFirst("'url'", "'ca':'nonsense','url'"))
            .expectStatus()
            .isEqualTo(422)
            .expectBody()
            .jsonPath("$.errors[0].field")
            .isEqualTo("forge.ca");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\n", "\\n") + "\"";
    }

    private static List<String> findings(RestTestClient.ResponseSpec answer) {
        JsonNode body = Objects.requireNonNull(answer.expectBody(JsonNode.class).returnResult().getResponseBody());
        JsonNode report = body.has("checks") ? body : body.path("probe");
        return report
            .path("checks")
            .valueStream()
            .map(c -> c.path("finding").asString(""))
            .toList();
    }

    /** With KEDA's own CustomResourceDefinitions the API server refuses what they do not know. */
    @Test
    void advisesOnObjectsThatTheClusterTakes() {
        for (StubForge forge : List.of(gitea, forgejo)) {
            String name = forge instanceof StubGitea ? "gitea" : "forgejo";
            String body = connection(forge.url(), "{'kind':'org','org':'acme'}", TOKEN).replaceFirst(
                "}$",
                ",'runnerLabels':['docker']}"
            );
            api.put(ns + "/" + name, body)
                .expectStatus()
                .isCreated();
            JsonNode advice = Objects.requireNonNull(
                api
                    .get("/namespaces/" + ns + "/connections/" + name + "/trigger")
                    .expectStatus()
                    .isOk()
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody()
            );
            for (String yaml : List.of(advice.path("yaml").asString(), advice.path("scaledJob").asString())) {
                assertThat(
                    admin.resource(yaml).fieldValidation(FieldValidateable.Validation.STRICT).create()
                ).isNotNull();
            }
            assertThat(advice.path("values").asString()).contains(
                "minRunners: \"0\"",
                "giteaConfigUrl: \"" + forge.url()
            );
            assertThat(advice.path("helmCommand").asString()).contains(
                "--set-string 'minRunners=0'",
                "--set 'giteaConfigSecret.name=" + name + "-runners-registration'"
            );
            assertThat(advice.path("applyYaml").asBoolean()).isEqualTo(name.equals("forgejo"));
            JsonNode report = Objects.requireNonNull(
                api
                    .probe(ns + "/" + name)
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody()
            );
            assertThat(
                report
                    .path("scaledResources")
                    .valueStream()
                    .map(s -> s.path("kind").asString())
            ).containsExactlyInAnyOrder("ScaledObject", "ScaledJob");
            assertThat(
                report
                    .path("readings")
                    .valueStream()
                    .map(r -> r.path("value").asInt())
            ).containsExactly(3, 3);
            assertThat(
                report
                    .path("checks")
                    .valueStream()
                    .map(c -> c.path("finding").asString(""))
                    .filter(f -> !f.isEmpty())
                    .distinct()
            ).containsExactlyInAnyOrder("scaled-resource.silent", "scaled-resource.counted-twice");
        }
    }

    @Test
    void givesAProbeAsTextForATerminal() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        String text = Objects.requireNonNull(
            console
                .api()
                .post()
                .uri("/namespaces/" + ns + "/connections/ci/probe")
                .header("Accept", "text/plain")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
        );
        assertThat(text)
            .startsWith("READY: 3 pending jobs (2 waiting, 1 running)\nGitea 1.27.2\nGET " + gitea.url())
            .containsPattern("pass +forge.token +The forge accepts the token.")
            .contains("valueLocation: \"total_count\"");

        String refused = Objects.requireNonNull(
            console
                .api()
                .post()
                .uri("/probes")
                .header("Accept", "text/plain")
                .contentType(MediaType.APPLICATION_JSON)
                .body(connection(gitea.url(), ADMIN, "nonsense-token").replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
        );
        assertThat(refused)
            .startsWith("FAILED: no figure that KEDA could act on")
            .containsPattern("fail +token.unknown +The forge does not accept the token")
            .contains("→ Create a new API token at");
    }

    @Test
    void readsTheTriggersThatReferToAConnection() {
        api.put(ns + "/ci", connection(gitea.url(), ADMIN, TOKEN))
            .expectStatus()
            .isCreated();
        admin
            .resource(
                """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: { name: runners, namespace: %s }
                spec:
                  scaleTargetRef: { name: runners }
                  triggers:
                    - type: metrics-api
                      metadata:
                        url: %s/api/v1/admin/actions/jobs?status=queued
                        valueLocation: total_count
                        targetValue: "1"
                        authMode: bearer
                      authenticationRef: { name: ci-act-runner-controller-trigger-auth }
                    - type: cron
                      metadata: { timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: "1" }
                """.formatted(ns, gitea.url())
            )
            .create();

        Map<?, ?> report = Objects.requireNonNull(
            api
                .probe(ns + "/ci")
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
        );

        assertThat(report.get("verdict")).isEqualTo("warning");
        assertThat((List<?>) report.get("readings"))
            .singleElement()
            .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
            .containsEntry("source", "ScaledObject runners (metrics-api)")
            .extractingByKey("checks")
            .asString()
            .contains("trigger.queued-only");
    }

    @Test
    void listsAPageAtATime() {
        for (String name : new String[] { "a", "b", "c" }) {
            api.put(ns + "/" + name, connection(gitea.url(), ADMIN, TOKEN))
                .expectStatus()
                .isCreated();
        }
        Map<?, ?> first = page("/connections?namespace=" + ns + "&limit=2");
        assertThat((Iterable<?>) first.get("items")).hasSize(2);
        Map<?, ?> second = page("/connections?namespace=" + ns + "&limit=2&continue=" + first.get("continue"));
        assertThat((Iterable<?>) second.get("items")).hasSize(1);
        assertThat(second.get("continue")).isNull();
    }

    private Map<?, ?> page(String path) {
        return Objects.requireNonNull(
            api.get(path).expectStatus().isOk().expectBody(Map.class).returnResult().getResponseBody()
        );
    }

    @Test
    void saysWhatOfKedaIsThere() {
        api.get("/keda")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.installed")
            .isEqualTo(true)
            .jsonPath("$.version")
            .isEqualTo("2.20.2")
            .jsonPath("$.operator")
            .isEqualTo("ready")
            .jsonPath("$.metricsApi.state")
            .isEqualTo("available")
            .jsonPath("$.proxied")
            .isEqualTo(false);
        api.get("/namespaces")
            .expectBody()
            .jsonPath("$.items[*].name")
            .value(that(hasItem(ns)));
    }
}
