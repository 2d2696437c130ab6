package dev.actrunner.console.attack;

import static dev.actrunner.console.attack.AttackedConsole.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.ApiServerProxy;
import dev.actrunner.console.testing.ProbeJson;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.SignIn;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TokenTrap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Two changes at once, of one console and of two, and changes that stop halfway. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class RaceAttackIT {

    private static final int THREADS = 50;

    private static AttackedConsole it;
    private static RunningConsole second;

    @BeforeAll
    static void start() {
        it = new AttackedConsole("two at once", "--console.limits.concurrent-writes=1000");
        it.grants.rule("workloads", "apps", "deployments,statefulsets", "get,create,patch,delete");
        it.grants.bind("workloads", "team-a", "editor");
        second = RunningConsole.on(
            it.cluster.kubeconfigOf("console"),
            "--console.security.mode=cluster",
            "--console.outbound.allow-loopback=true",
            "--console.limits.concurrent-writes=1000"
        );
    }

    @AfterAll
    static void stop() {
        second.close();
        it.close();
    }

    private static RestTestClient client(int number) {
        return (number % 2 == 0 ? it.console : second).api("editor-token");
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static int put(int number, String name, String body, boolean onlyNew) {
        return put(client(number), name, body, onlyNew);
    }

    private static int put(RestTestClient console, String name, String body, boolean onlyNew) {
        var request = console
            .put()
            .uri("/namespaces/team-a/connections/" + name + "?probe=skip")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body);
        if (onlyNew) {
            request.header("If-None-Match", "*");
        }
        return request.exchange().returnResult().getStatus().value();
    }

    private static List<GenericKubernetesResource> authentications(String name) {
        return it.cluster
            .admin()
            .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
            .inNamespace("team-a")
            .withLabel("app.kubernetes.io/instance", name)
            .list()
            .getItems();
    }

    @Test
    void oneOfManyCreatesWhatMustNotBeThere() throws Exception {
        String body = RunningConsole.request(it.forge.url(), TOKEN);
        List<Integer> statuses = atOnce(
            IntStream.range(0, THREADS)
                .<Callable<Integer>>mapToObj(n -> () -> put(n, "only-one", body, true))
                .toList()
        );
        assertThat(statuses)
            .as(statuses.toString())
            .filteredOn(s -> s == 201)
            .hasSize(1);
        assertThat(statuses)
            .as(statuses.toString())
            .filteredOn(s -> s == 412)
            .hasSize(THREADS - 1);
        assertThat(authentications("only-one")).hasSize(1);
    }

    @RepeatedTest(5)
    void aConnectionHasOneTriggerAuthenticationWhateverItsNames(RepetitionInfo run) throws Exception {
        String name = "renamed-" + run.getCurrentRepetition();
        List<Integer> statuses = atOnce(
            IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(n -> () -> put(n, name, named(name + "-" + n), false))
                .toList()
        );
        assertThat(statuses)
            .allMatch(s -> s == 200 || s == 201 || s == 412 || s == 409)
            .anyMatch(s -> s <= 201);
        assertThat(authentications(name)).hasSize(1);
        assertThat(it.secret(name + "-act-runner-controller-forgejo-api")).isNotNull();
    }

    private static String named(String authentication) {
        return RunningConsole.request(it.forge.url(), TOKEN).replaceFirst(
            "\\{",
            "{\"triggerAuthentication\":{\"name\":\"" + authentication + "\"},"
        );
    }

    /** Two consoles that stopped midway leave two objects: the next change, whichever it is, leaves one or none. */
    @Test
    void whatTwoLeftBehindIsSettledByTheNextChange() {
        assertThat(put(0, "left", named("left-b"), false)).isEqualTo(201);
        leaveAnother("left", "left-a");
        assertThat(put(1, "left", named("left-b"), false)).isEqualTo(200);
        assertThat(authentications("left"))
            .singleElement()
            .satisfies(a -> assertThat(a.getMetadata().getName()).isEqualTo("left-b"));

        leaveAnother("left", "left-c");
        // Whatever was made in the seconds before is not what somebody makes at the same time.
        String second = authentications("left").getLast().getMetadata().getCreationTimestamp();
        await().until(() -> Instant.now().isAfter(Instant.parse(second).plusSeconds(1)));
        assertThat(put(0, "left", named("left-d"), false)).isEqualTo(201);
        assertThat(authentications("left"))
            .singleElement()
            .satisfies(a -> assertThat(a.getMetadata().getName()).isEqualTo("left-d"));

        leaveAnother("left", "left-e");
        client(0).delete().uri("/namespaces/team-a/connections/left").exchange().expectStatus().is2xxSuccessful();
        assertThat(authentications("left")).isEmpty();
    }

    private static void leaveAnother(String connection, String name) {
        GenericKubernetesResource copy = authentications(connection).getFirst();
        copy.setMetadata(
            new ObjectMetaBuilder()
                .withNamespace("team-a")
                .withName(name)
                .withLabels(copy.getMetadata().getLabels())
                .withAnnotations(copy.getMetadata().getAnnotations())
                .build()
        );
        it.cluster.admin().resource(copy).create();
    }

    /** Of a scale set that two consoles make at the same time in two forms there is one form. */
    @RepeatedTest(5)
    void aScaleSetHasOneObjectOfKedas(RepetitionInfo run) throws Exception {
        put(0, "scaled", RunningConsole.request(it.forge.url(), TOKEN), false);
        String name = "forms-" + run.getCurrentRepetition();
        List<Integer> statuses = atOnce(
            IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(
                    n -> () ->
                        putScaleSet(
                            client(n),
                            name,
                            "{'connection':'scaled','labels':['native:host'],'mode':'%s',".formatted(
                                n % 2 == 0 ? "ephemeral" : "persistent"
                            ) + "'registration':{'token':'a-registration-token'}}"
                        )
                )
                .toList()
        );
        assertThat(statuses)
            .as(statuses.toString())
            .allMatch(s -> s == 200 || s == 201 || (s >= 409 && s <= 422));
        long made = Stream.of("ScaledJob", "ScaledObject")
            .mapToLong(kind ->
                it.cluster
                    .admin()
                    .genericKubernetesResources("keda.sh/v1alpha1", kind)
                    .inNamespace("team-a")
                    .withLabel("app.kubernetes.io/instance", name)
                    .list()
                    .getItems()
                    .size()
            )
            .sum();
        assertThat(made)
            .as(statuses.toString())
            .isEqualTo(statuses.contains(201) ? 1 : 0);
        assertThat(made).as("of two consoles one prevails").isEqualTo(1);
    }

    /** Whoever comes last, the token is of the forge that its Secret and the connection name. */
    @RepeatedTest(30)
    void changesToTwoForgesAreNotMixed(RepetitionInfo run) throws Exception {
        try (var other = new StubGitea("1.26.0")) {
            other.token("token-of-the-other", new Account("root", true, Set.of("read:admin")));
            String name = "mixed-" + run.getCurrentRepetition();
            String one = RunningConsole.request(it.forge.url(), TOKEN);
            String two = RunningConsole.request(other.url(), "token-of-the-other");
            List<Integer> statuses = atOnce(
                IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(n -> () -> put(n / 2, name, n % 2 == 0 ? one : two, false))
                    .toList()
            );
            assertThat(statuses)
                .allMatch(s -> s == 200 || s == 201 || s == 412)
                .anyMatch(s -> s <= 201);

            assertUnmixed(name, other.url());
        }
    }

    private static void assertUnmixed(String name, String otherForge) {
        var secret = it.secret(name + "-act-runner-controller-forgejo-api");
        String token = new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
        String forge = token.equals(TOKEN) ? it.forge.url() : otherForge;
        assertThat(secret.getMetadata().getAnnotations()).containsEntry("console.actrunner.dev/forge-origin", forge);
        assertThat(authentications(name))
            .singleElement()
            .satisfies(a ->
                assertThat(a.getMetadata().getAnnotations()).containsEntry("console.actrunner.dev/forge-url", forge)
            );
    }

    /**
     * Between a change's two writes another is made to the forge that KEDA's object still names: it replaces the Secret and
     * has nothing to change of KEDA's object, whose version the first then finds as it was.
     */
    @Test
    void aChangeBetweenTheWritesOfAnotherIsNotMixedWithIt() {
        String name = "between";
        String one = RunningConsole.request(it.forge.url(), TOKEN);
        String two = RunningConsole.request("https://git.example.com", "token-of-the-other");
        try (
            var proxy = new ApiServerProxy(it.cluster);
            var halfway = RunningConsole.on(
                proxy.kubeconfig("console-token"),
                "--console.security.mode=cluster",
                "--console.outbound.allow-loopback=true"
            )
        ) {
            assertThat(put(0, name, one, false)).isEqualTo(201);
            // The fields of what was created are only now owned as an apply owns them.
            assertThat(put(0, name, one, false)).isEqualTo(200);
            proxy.before(
                request -> request.matches("PATCH .*/triggerauthentications/between-.*") && !request.contains("dryRun"),
                () -> assertThat(put(0, name, one, false)).isEqualTo(200)
            );
            int status = put(halfway.api("editor-token"), name, two, false);
            assertThat(proxy.isWaiting()).isFalse();
            assertThat(status).isEqualTo(200);
            assertUnmixed(name, "https://git.example.com");

            // The same under a condition, which held when the change began.
            assertThat(put(0, name, two, false)).isEqualTo(200);
            RestTestClient editor = halfway.api("editor-token");
            String etag = editor
                .get()
                .uri("/namespaces/team-a/connections/" + name)
                .exchange()
                .returnResult()
                .getResponseHeaders()
                .getETag();
            proxy.before(
                request -> request.matches("PATCH .*/triggerauthentications/between-.*") && !request.contains("dryRun"),
                () -> assertThat(put(0, name, two, false)).isEqualTo(200)
            );
            editor
                .put()
                .uri("/namespaces/team-a/connections/" + name + "?probe=skip")
                .contentType(MediaType.APPLICATION_JSON)
                .header("If-Match", String.valueOf(etag))
                .body(one)
                .exchange()
                .expectStatus()
                .isOk();
            assertThat(proxy.isWaiting()).isFalse();
            assertUnmixed(name, "https://git.example.com");
            assertThat(authentications(name).getFirst().getMetadata().getAnnotations()).containsEntry(
                "console.actrunner.dev/forge-url",
                it.forge.url()
            );
        }
    }

    /** The same of a scale set, whose registration goes to the forge that its pods are told. */
    @Test
    void aScaleSetThatIsChangedBetweenTheWritesOfAnotherChangeIsNotMixedWithIt() {
        String body =
            "{'connection':'%s','mode':'ephemeral','labels':['native:host'],'registration':{'token':'registration-of-%s'}}";
        try (
            var other = new StubGitea("1.26.0");
            var proxy = new ApiServerProxy(it.cluster);
            var halfway = RunningConsole.on(
                proxy.kubeconfig("console-token"),
                "--console.security.mode=cluster",
                "--console.outbound.allow-loopback=true"
            )
        ) {
            other.token("token-of-the-other", new Account("root", true, Set.of("read:admin")));
            it.put("editor", "one").expectStatus().is2xxSuccessful();
            it.put("editor", "two", RunningConsole.request(other.url(), "token-of-the-other"))
                .expectStatus()
                .is2xxSuccessful();
            RestTestClient console = client(0);
            assertThat(putScaleSet(console, "between", body.formatted("one", "one"))).isEqualTo(201);
            proxy.before(
                request -> request.matches("PATCH .*/scaledjobs/between-.*") && !request.contains("dryRun"),
                () -> assertThat(putScaleSet(console, "between", body.formatted("one", "one"))).isEqualTo(200)
            );
            assertThat(putScaleSet(halfway.api("editor-token"), "between", body.formatted("two", "two"))).isEqualTo(
                200
            );
            assertThat(proxy.isWaiting()).isFalse();

            String token = it.secret("between-act-runner-scale-set-gitea-secret").getData().get("token");
            assertThat(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8)).isEqualTo(
                "registration-of-two"
            );
            assertThat(
                it.cluster
                    .admin()
                    .genericKubernetesResources("keda.sh/v1alpha1", "ScaledJob")
                    .inNamespace("team-a")
                    .withName("between-act-runner-scale-set")
                    .get()
                    .toString()
            ).contains(other.url());
        }
    }

    private static int putScaleSet(RestTestClient console, String name, String body) {
        return console
            .put()
            .uri("/namespaces/team-a/scale-sets/" + name)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body.replace('\'', '"'))
            .exchange()
            .returnResult()
            .getStatus()
            .value();
    }

    /** The Secret is written and KEDA's object is refused: what the console then has fits nowhere, and is sent nowhere. */
    @Test
    void aSecondWriteThatIsDeniedSendsNoTokenToTheOldForge() {
        try (var old = new TokenTrap()) {
            it.put("editor", "halfway", RunningConsole.request(old.url(), "token-of-the-old"))
                .expectStatus()
                .isCreated();
            denyChangesOf("halfway-act-runner-controller-trigger-auth");
            it.put("editor", "halfway", RunningConsole.request(it.forge.url(), TOKEN))
                .expectStatus()
                .is4xxClientError();
            int before = old.authorizations().size();
            for (int i = 0; i < 4; i++) {
                assertThat(ProbeJson.findings(it.probe("admin", "halfway"))).contains("token.bound-elsewhere");
            }
            assertThat(old.authorizations())
                .noneMatch(a -> a.contains(TOKEN))
                .hasSize(before);

            // The same call, repeated once it is allowed, completes it.
            it.cluster.admin().resource(binding()).delete();
            await()
                .atMost(Duration.ofSeconds(30))
                .until(
                    () ->
                        it
                            .put("editor", "halfway", RunningConsole.request(it.forge.url(), TOKEN))
                            .returnResult()
                            .getStatus()
                            .value() == 200
                );
            assertThat(it.probe("admin", "halfway").path("verdict").asString()).isEqualTo("ready");
        }
    }

    /** Lets the dry run of a change pass and refuses the change, as a policy may that only looks at one of them. */
    private static void denyChangesOf(String name) {
        it.cluster
            .admin()
            .resource(
                """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: { name: deny-%1$s }
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules:
                      - apiGroups: [keda.sh]
                        apiVersions: [v1alpha1]
                        operations: [UPDATE]
                        resources: [triggerauthentications]
                  validations:
                    - expression: "object.metadata.name != '%1$s' || (has(request.dryRun) && request.dryRun)"
                """.formatted(name)
            )
            .create();
        it.cluster.admin().resource(binding()).create();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> !isChanged(name));
    }

    private static boolean isChanged(String name) {
        try {
            it.cluster
                .admin()
                .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
                .inNamespace("team-a")
                .withName(name)
                .edit(a -> {
                    a.getMetadata().getAnnotations().put("try", String.valueOf(System.nanoTime()));
                    return a;
                });
            return true;
        } catch (KubernetesClientException _) {
            return false;
        }
    }

    private static String binding() {
        return """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: { name: deny }
        spec:
          policyName: deny-halfway-act-runner-controller-trigger-auth
          validationActions: [Deny]
        """;
    }

    /** A console that ended after it had created an object and before it owned its fields as applied ones. */
    @Test
    void aCreationThatStoppedHalfwayIsCompleted() {
        String name = "stopped-act-runner-controller-forgejo-api";
        String secret = """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s","namespace":"team-a","labels":{
        "app.kubernetes.io/managed-by":"act-runner-console","app.kubernetes.io/component":"autoscaler-config",
        "app.kubernetes.io/instance":"stopped"},"annotations":{"console.actrunner.dev/origin":"made",
        "console.actrunner.dev/forge-origin":"https://git.example.com"}},"data":{"token":"b2xk"}}
        """.formatted(name);
        it.cluster.admin().raw("/api/v1/namespaces/team-a/secrets?fieldManager=act-runner-console", "POST", secret);
        it.put("editor", "stopped").expectStatus().isCreated();
        assertThat(it.secret(name).getMetadata().getManagedFields())
            .filteredOn(f -> f.getManager().equals("act-runner-console"))
            .extracting(f -> f.getOperation())
            .containsOnly("Apply");
        assertThat(it.probe("viewer", "stopped").path("verdict").asString()).isEqualTo("ready");
        it.as("editor").delete().uri("/namespaces/team-a/connections/stopped").exchange().expectStatus().isOk();
        assertThat(it.secret(name)).isNull();
    }

    /** Whoever may not look for what others created is refused before anything is written, and not after it. */
    @Test
    void whoMayNotListLeavesNothingHalfDone() {
        it.grants.rule("creators-of-keda", "keda.sh", "triggerauthentications", "get,create,patch");
        it.grants.rule("creators-of-secrets", "", "secrets", "get,create,patch,delete");
        it.grants.serviceAccount("team-a", "creator");
        it.grants.bindServiceAccount("creators-of-keda", "team-a", "creator");
        it.grants.bindServiceAccount("creators-of-secrets", "team-a", "creator");
        it.console
            .api(it.cluster.tokenOf("team-a", "creator"))
            .put()
            .uri("/namespaces/team-a/connections/unlisted")
            .contentType(MediaType.APPLICATION_JSON)
            .body(RunningConsole.request(it.forge.url(), TOKEN))
            .exchange()
            .expectStatus()
            .isForbidden()
            .expectBody()
            .jsonPath("$.detail")
            .value(String.class, detail -> assertThat(detail).contains("may not list triggerauthentications"));
        assertThat(it.secret("unlisted-act-runner-controller-forgejo-api")).isNull();
    }

    /** Whether it is down or hangs, everybody is told so within the time that the cluster has to answer. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void everybodyIsToldThatTheApiServerHangsOrIsDown(boolean hangs) throws Exception {
        it.put("editor", "hanging");
        String session = SignIn.byToken(it.console.url(), "editor-token");
        takeApiServerAway(hangs);
        try {
            long begin = System.nanoTime();
            for (String token : List.of("editor-token", "never-seen-before")) {
                it.console
                    .api(token)
                    .get()
                    .uri("/namespaces/team-a/connections/hanging")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:act-runner-console:problem:cluster-unavailable");
            }
            // One time-out of ten seconds for both, with room for a busy machine; it was twenty for one.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(19));
            // Changes, lists, and pages of people who are signed in say so as well, and nothing fails.
            for (String path : List.of(
                "/connections",
                "/scale-sets",
                "/clusters",
                "/namespaces/team-a/helm-releases",
                "/namespaces/team-a/connections/hanging/runners",
                "/namespaces/team-a/connections/hanging/manifests",
                "/namespaces"
            )) {
                assertThat(statusOf(it.as("editor").get().uri(path).exchange()))
                    .as(path)
                    .isIn(200, 503);
            }
            assertThat(statusOf(it.put("editor", "hanging"))).isEqualTo(503);
            for (String page : List.of("/connections/team-a/hanging", "/", "/clusters", "/setup", "/keda", "/helm")) {
                assertThat(it.page(session, page).statusCode()).as(page).isIn(200, 302, 503);
            }
        } finally {
            bringApiServerBack(hangs);
            await()
                .atMost(Duration.ofSeconds(30))
                .until(
                    () ->
                        it
                            .as("editor")
                            .get()
                            .uri("/namespaces/team-a/connections/hanging")
                            .exchange()
                            .returnResult()
                            .getStatus()
                            .value() == 200
                );
        }
    }

    private static int statusOf(RestTestClient.ResponseSpec answer) {
        return answer.returnResult().getStatus().value();
    }

    private static void takeApiServerAway(boolean hangs) {
        if (hangs) {
            it.cluster.hang(true);
        } else {
            it.cluster.stopApiServer();
        }
    }

    private static void bringApiServerBack(boolean hangs) {
        if (hangs) {
            it.cluster.hang(false);
        } else {
            it.cluster.startApiServer();
        }
    }
}
