package dev.actrunner.console.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForgejo;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Nobody's credential goes astray by a scale set, and nothing is left of one that could not be made. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class ScaleSetAttackIT {

    private static final String ADMIN_TOKEN = "token-that-may-register-runners";

    private static AttackedConsole it;
    private static StubForgejo forgejo;

    @BeforeAll
    static void start() {
        it = new AttackedConsole("scale sets");
        it.grants.rule("workloads", "apps", "deployments,statefulsets", "get,create,patch,delete");
        it.grants.bind("workloads", "team-a", "editor");
        forgejo = new StubForgejo("15.0.3");
        forgejo.token(AttackedConsole.TOKEN, new Account("root", true, Set.of("read:admin")));
        forgejo.token(ADMIN_TOKEN, new Account("root", true, Set.of("read:admin", "write:admin")));
    }

    @AfterAll
    static void stop() {
        forgejo.close();
        it.close();
    }

    private static RestTestClient.ResponseSpec put(String user, String name, String connection, String registration) {
        return it
            .as(user)
            .put()
            .uri("/namespaces/team-a/scale-sets/" + name)
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                """
                {"connection":"%s","labels":["docker:host"],"registration":%s}
                """.formatted(connection, registration)
            )
            .exchange();
    }

    private static void connectToForgejo(String name) {
        it.put(
            "editor",
            name,
            """
            {"forge":{"url":"%s"},"scope":{"kind":"admin"},"token":{"value":"%s"},"runnerLabels":["docker"]}
            """.formatted(forgejo.url(), AttackedConsole.TOKEN)
        )
            .expectStatus()
            .isCreated();
    }

    private static Stream<String> objectsOf(String scaleSet) {
        return Stream.of("secrets", "configmaps").flatMap(kind ->
            (kind.equals("secrets")
                ? it.cluster.admin().secrets().inNamespace("team-a").list().getItems().stream()
                : it.cluster.admin().configMaps().inNamespace("team-a").list().getItems().stream()
            )
                .map(object -> object.getMetadata().getName())
                .filter(name -> name.startsWith(scaleSet + "-act-runner-scale-set"))
        );
    }

    /** Whoever may write KEDA's objects and no Secret points the connection at a forge of theirs. */
    @Test
    void noCredentialGoesToAForgeThatTheSecretDoesNotName() {
        it.put("editor", "bent").expectStatus().isCreated();
        it.annotate("bent", "console.actrunner.dev/forge-url", it.trap.url());
        for (String registration : new String[] {
            "{\"login\":{\"username\":\"root\",\"password\":\"a-password\"}}",
            "{\"apiToken\":\"" + ADMIN_TOKEN + "\"}",
            "{\"token\":\"a-registration-token\"}",
        }) {
            JsonNode answer = AttackedConsole.answer(put("editor", "bent", "bent", registration));
            assertThat(answer.path("status").asInt()).isEqualTo(422);
            assertThat(answer.toString()).contains("Nothing was sent");
        }
        assertThat(it.trap.authorizations()).isEmpty();
        assertThat(objectsOf("bent")).isEmpty();
    }

    /** Nor does what is stored: neither the runners nor KEDA are directed there by a change of something else. */
    @Test
    void noRunnerGoesToAForgeThatTheSecretDoesNotName() {
        connectToForgejo("kept");
        put("editor", "kept", "kept", "{\"token\":\"a-registration-token\"}").expectStatus().isCreated();
        it.annotate("kept", "console.actrunner.dev/forge-url", it.trap.url());
        for (String registration : new String[] { "null", "{\"secretName\":\"registration\"}" }) {
            JsonNode answer = AttackedConsole.answer(put("editor", "kept", "kept", registration));
            assertThat(answer.path("status").asInt()).isEqualTo(422);
            assertThat(answer.toString()).contains("may not decide where the runners go");
        }
        JsonNode export = AttackedConsole.answer(
            it.as("editor").get().uri("/namespaces/team-a/connections/kept/export?format=yaml").exchange()
        );
        assertThat(export.toString()).contains("may not decide where the runners go");
        assertThat(it.trap.authorizations()).isEmpty();
    }

    /** A connection that is led to another Secret, of another forge, takes no registration there. */
    @Test
    void noRegistrationGoesToAForgeThatItIsNotFor() {
        connectToForgejo("moved");
        put("editor", "moved", "moved", "{\"token\":\"a-registration-token\"}").expectStatus().isCreated();
        it.put("editor", "innocent").expectStatus().isCreated();
        it.annotate("moved", "console.actrunner.dev/forge-url", it.forge.url());
        try (var writer = it.clusterAs("writer")) {
            AttackedConsole.authenticationOf(writer, "moved").edit(object -> {
                Map<String, Object> ref = object.get("spec", "secretTargetRef", 0);
                ref.put("name", "innocent-act-runner-controller-forgejo-api");
                return object;
            });
        }
        JsonNode answer = AttackedConsole.answer(put("editor", "moved", "moved", "null"));
        assertThat(answer.toString()).contains("the stored one is for " + forgejo.url());
    }

    /** An annotation of KEDA's object does not decide which Secret the runners get. */
    @Test
    void noSecretIsRegisteredWithThatOnlyAnAnnotationNames() {
        connectToForgejo("named");
        it.secret("team-a", "registration", "a-registration-token");
        putPersistent("named", "{\"secretName\":\"registration\"}").expectStatus().isCreated();
        it.secret("team-a", "precious", "password-that-stays");
        try (var writer = it.clusterAs("writer")) {
            writer
                .genericKubernetesResources("keda.sh/v1alpha1", "ScaledObject")
                .inNamespace("team-a")
                .withName("named-act-runner-scale-set")
                .edit(object -> {
                    object
                        .getMetadata()
                        .getAnnotations()
                        .computeIfPresent("console.actrunner.dev/scale-set", (_, request) ->
                            request.replace("registration\"}", "precious\"}")
                        );
                    return object;
                });
        }
        JsonNode answer = AttackedConsole.answer(putPersistent("named", "null"));
        assertThat(answer.toString()).contains("the runners do not use the Secret precious");
    }

    /** A Secret that says for which forge it is, is registered with no other. */
    @Test
    void noSecretOfAnotherForgeIsRegisteredWith() {
        connectToForgejo("elsewhere");
        it.secret("team-a", "registration-elsewhere", "a-registration-token");
        it.cluster
            .admin()
            .secrets()
            .inNamespace("team-a")
            .withName("registration-elsewhere")
            .edit(secret -> {
                secret
                    .getMetadata()
                    .setAnnotations(Map.of("console.actrunner.dev/forge-origin", "https://another.example"));
                return secret;
            });
        JsonNode answer = AttackedConsole.answer(
            putPersistent("elsewhere", "{\"secretName\":\"registration-elsewhere\"}")
        );
        assertThat(answer.toString()).contains("registration.secretName", "https://another.example");
    }

    private static RestTestClient.ResponseSpec putPersistent(String name, String registration) {
        return it
            .as("editor")
            .put()
            .uri("/namespaces/team-a/scale-sets/" + name)
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                """
                {"connection":"%s","mode":"persistent","labels":["docker:host"],"registration":%s}
                """.formatted(name, registration)
            )
            .exchange();
    }

    @Test
    void whoMayNotCreateWhatAScaleSetIsMadeOfIsToldSoAndMakesNothing() {
        connectToForgejo("seen");
        Set<Long> before = forgejo.createdRunners();
        put("viewer", "seen", "seen", "{\"secretName\":\"registration\"}").expectStatus().isForbidden();
        put("viewer", "seen", "seen", "{\"apiToken\":\"" + ADMIN_TOKEN + "\"}")
            .expectStatus()
            .isForbidden();
        assertThat(forgejo.createdRunners()).isEqualTo(before);
        assertThat(objectsOf("seen")).isEmpty();
    }

    /** A runner that Forgejo's API created needs its UUID, whoever applies what was exported. */
    @Test
    void whatIsExportedHasTheKeysOfTheRegistration() {
        connectToForgejo("exported");
        put("editor", "exported", "exported", "{\"apiToken\":\"" + ADMIN_TOKEN + "\"}")
            .expectStatus()
            .isCreated();
        assertThat(exported()).contains("secretKey: \"uuid\"").doesNotContain("abcdef0123");

        put("editor", "exported", "exported", "{\"token\":\"a-registration-token\"}").expectStatus().isOk();
        assertThat(exported()).contains("exported-act-runner-scale-set").doesNotContain("secretKey: \"uuid\"");
    }

    private static String exported() {
        return AttackedConsole.answer(
            it
                .as("editor")
                .get()
                .uri("/namespaces/team-a/connections/exported/export?format=yaml&secretForm=externalsecret")
                .exchange()
                .expectStatus()
                .isOk()
        )
            .toString()
            .replace("\\\"", "\"");
    }

    @Test
    void aRunnerThatWasCreatedForNothingIsDeletedAgainOrNamed() {
        connectToForgejo("refused");
        Set<Long> before = forgejo.createdRunners();
        denyScaledJobs();
        String registration = "{\"apiToken\":\"" + ADMIN_TOKEN + "\"}";
        JsonNode answer = AttackedConsole.answer(put("editor", "refused", "refused", registration));
        assertThat(answer.path("status").asInt()).isBetween(400, 499);
        assertThat(forgejo.requests()).anyMatch(request -> request.startsWith("POST /api/v1/admin/actions/runners"));
        assertThat(forgejo.createdRunners()).isEqualTo(before);
        assertThat(objectsOf("refused")).isEmpty();

        forgejo.keepRunners(true);
        JsonNode left = AttackedConsole.answer(put("editor", "refused", "refused", registration));
        var kept = new HashSet<>(forgejo.createdRunners());
        kept.removeAll(before);
        long runner = kept.iterator().next();
        assertThat(left.path("detail").asString()).contains(
            "The runner " + runner + " was created on " + forgejo.url()
        );
        assertThat(left.path("remediation").asString()).contains("Delete the runner " + runner);
        assertThat(left.toString()).doesNotContain(ADMIN_TOKEN).doesNotContain("abcdef0123");
        assertThat(objectsOf("refused")).isEmpty();
        assertThat(it.console.log()).doesNotContain(ADMIN_TOKEN).doesNotContain("abcdef0123".repeat(4));
        forgejo.keepRunners(false);
        allowScaledJobs();
    }

    private static void allowScaledJobs() {
        var bindings = it.cluster.admin().admissionRegistration().v1().validatingAdmissionPolicyBindings();
        bindings.withName("no-scaled-jobs").delete();
        await().atMost(Duration.ofSeconds(30)).until(ScaleSetAttackIT::isScaledJobCreated);
    }

    @Test
    void aNewRegistrationTakesTheRunnerOfTheOldOneWithIt() {
        connectToForgejo("renewed");
        Set<Long> before = forgejo.createdRunners();
        String registration = "{\"apiToken\":\"" + ADMIN_TOKEN + "\"}";
        put("editor", "renewed", "renewed", registration).expectStatus().isCreated();
        put("editor", "renewed", "renewed", registration).expectStatus().isOk();
        assertThat(forgejo.createdRunners()).hasSize(before.size() + 1);
    }

    @Test
    void deletingWithACredentialDeletesTheRunnerAtTheForge() {
        connectToForgejo("deleted");
        Set<Long> before = forgejo.createdRunners();
        String credential = "{\"apiToken\":\"" + ADMIN_TOKEN + "\"}";
        put("editor", "deleted", "deleted", credential).expectStatus().isCreated();
        assertThat(forgejo.createdRunners()).hasSize(before.size() + 1);

        JsonNode refused = AttackedConsole.answer(delete("deleted", "{\"apiToken\":\"" + "0".repeat(40) + "\"}"));
        assertThat(refused.path("status").asInt()).isEqualTo(422);
        assertThat(refused.path("errors").toString()).contains("registration");
        assertThat(objectsOf("deleted")).as("nothing is half deleted").isNotEmpty();

        delete("deleted", credential).expectStatus().isOk();
        assertThat(forgejo.createdRunners()).isEqualTo(before);
        assertThat(objectsOf("deleted")).isEmpty();
        assertThat(it.console.log()).doesNotContain(ADMIN_TOKEN);
    }

    private static RestTestClient.ResponseSpec delete(String scaleSet, String credential) {
        return it
            .as("editor")
            .method(HttpMethod.DELETE)
            .uri("/namespaces/team-a/scale-sets/" + scaleSet)
            .contentType(MediaType.APPLICATION_JSON)
            .body(credential)
            .exchange();
    }

    /** Whatever was entered is in no answer, of a change, of its dry run, or of its refusal. */
    @Test
    void noAnswerHasACredential() {
        connectToForgejo("answered");
        String password = "a-password-of-the-forge";
        for (String registration : new String[] {
            "{\"token\":\"a-registration-token\"}",
            "{\"apiToken\":\"" + ADMIN_TOKEN + "\"}",
            "{\"login\":{\"username\":\"root\",\"password\":\"" + password + "\",\"otp\":\"123456\"}}",
        }) {
            for (String name : new String[] { "answered?dryRun=true", "answered", "answered?force=true" }) {
                assertThat(AttackedConsole.answer(put("editor", name, "answered", registration)).toString())
                    .as(name)
                    .doesNotContain("a-registration-token")
                    .doesNotContain(ADMIN_TOKEN)
                    .doesNotContain(password)
                    .doesNotContain("123456");
            }
        }
        assertThat(
            AttackedConsole.answer(
                it.as("editor").method(HttpMethod.GET).uri("/namespaces/team-a/scale-sets/answered").exchange()
            ).toString()
        ).doesNotContain("a-registration-token");
    }

    /** Lets every dry run pass. */
    private static void denyScaledJobs() {
        for (String object : new String[] {
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: no-scaled-jobs }
            spec:
              failurePolicy: Fail
              matchConstraints:
                resourceRules:
                  - apiGroups: [keda.sh]
                    apiVersions: [v1alpha1]
                    operations: [CREATE]
                    resources: [scaledjobs]
              validations:
                - expression: "has(request.dryRun) && request.dryRun"
            """,
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: { name: no-scaled-jobs }
            spec: { policyName: no-scaled-jobs, validationActions: [Deny] }
            """,
        }) {
            it.cluster.admin().resource(object).create();
        }
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> !isScaledJobCreated());
    }

    private static boolean isScaledJobCreated() {
        try {
            it.cluster
                .admin()
                .resource(
                    """
                    apiVersion: keda.sh/v1alpha1
                    kind: ScaledJob
                    metadata: { name: tried-%d, namespace: team-a }
                    spec:
                      jobTargetRef: { template: { spec: { containers: [{ name: a, image: b }] } } }
                      triggers: [{ type: cron, metadata: {} }]
                    """.formatted(System.nanoTime())
                )
                .create();
            return true;
        } catch (KubernetesClientException e) {
            if (String.valueOf(e.getMessage()).contains("no-scaled-jobs")) {
                return false;
            }
            throw e;
        }
    }

    @Test
    void aViewerSeesWhyAJobWaitsAsFarAsTheyMayLook() {
        connectToForgejo("looked");
        JsonNode diagnosis = AttackedConsole.answer(
            it.as("viewer").method(HttpMethod.GET).uri("/namespaces/team-a/connections/looked/diagnosis").exchange()
        );
        assertThat(diagnosis.path("broken").path("summary").asString()).contains("No ScaledObject and no ScaledJob");
        it.as("stranger")
            .method(HttpMethod.GET)
            .uri("/namespaces/team-a/connections/looked/diagnosis")
            .exchange()
            .expectStatus()
            .isForbidden();
        it.as("stranger")
            .method(HttpMethod.GET)
            .uri("/namespaces/team-a/connections/looked/runners")
            .exchange()
            .expectStatus()
            .isForbidden();
    }
}
