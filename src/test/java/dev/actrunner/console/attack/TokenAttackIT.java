package dev.actrunner.console.attack;

import static dev.actrunner.console.attack.AttackedConsole.TOKEN;
import static dev.actrunner.console.attack.AttackedConsole.authentication;
import static dev.actrunner.console.testing.ProbeJson.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScaledResourceManifest;
import dev.actrunner.console.testing.SignIn;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TlsForge;
import dev.actrunner.console.testing.TokenTrap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** Nobody but who may write a Secret decides where its value is sent. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class TokenAttackIT {

    private static AttackedConsole it;

    @BeforeAll
    static void start() {
        it = new AttackedConsole("whose token goes where");
        it.grants.rule("workload-readers", "apps", "deployments,statefulsets", "get,list");
        it.grants.bind("workload-readers", "team-a", "editor");
    }

    @AfterAll
    static void stop() {
        it.close();
    }

    /** Until the console's own account has had its chances, which it takes once a second. */
    private static JsonNode afterSomeProbes(String name) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() ->
                AttackedConsole.answer(
                    it
                        .as("admin")
                        .get()
                        .uri("/namespaces/team-a/connections/" + name)
                        .exchange()
                )
                    .path("probe")
                    .path("verdict")
                    .asString("")
                    .equals("failed")
            );
        return it.probe("admin", name);
    }

    @Test
    void aWriterOfTriggerAuthenticationsIsSentNoSecret() {
        it.secret("team-a", "database", "password-of-the-database");
        try (var writer = it.clusterAs("writer")) {
            writer
                .resource(authentication("TriggerAuthentication", "team-a", "fake", "database", it.trap.url(), ""))
                .create();
        }
        JsonNode report = afterSomeProbes("fake");
        assertThat(findings(report)).contains("token.unbound");
        assertThat(report.toString()).contains("team-a/database", it.trap.url());
        assertThat(it.trap.authorizations()).isEmpty();
        assertThat(it.console.log())
            .contains("token.withhold team-a/fake: denied by console")
            .contains("token.unbound");
    }

    @Test
    void anAnnotationSendsAStoredTokenNowhere() {
        it.put("editor", "annotated").expectStatus().isCreated();
        assertThat(
            it.secret("annotated-act-runner-controller-forgejo-api").getMetadata().getAnnotations()
        ).containsEntry("console.actrunner.dev/forge-origin", it.forge.url());
        it.annotate("annotated", "console.actrunner.dev/forge-url", it.trap.url());
        JsonNode report = afterSomeProbes("annotated");
        assertThat(findings(report)).contains("token.bound-elsewhere");
        assertThat(report.toString()).contains(it.forge.url(), it.trap.url());
        // Nor do a password and an entered token go there.
        for (String body : List.of(
            "{\"username\":\"root\",\"password\":\"password-of-root\"}",
            "{\"value\":\"a-new-token-for-the-good-forge\"}"
        )) {
            it.as("admin")
                .post()
                .uri("/namespaces/team-a/connections/annotated/token")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("token");
        }
        it.as("admin")
            .method(HttpMethod.DELETE)
            .uri("/namespaces/team-a/connections/annotated/token/previous")
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"previousToken\":\"12345678\",\"username\":\"root\",\"password\":\"password-of-root\"}")
            .exchange()
            .expectStatus()
            .isEqualTo(422);
        assertThat(it.trap.authorizations()).isEmpty();
        // A change that keeps the stored token does not take it along either.
        it.put("editor", "annotated", "{\"forge\":{\"url\":\"" + it.trap.url() + "\"},\"scope\":{\"kind\":\"admin\"}}")
            .expectStatus()
            .isEqualTo(422);
        assertThat(it.trap.authorizations()).isEmpty();
    }

    @Test
    void aClusterTriggerAuthenticationIsSentNoSecretOfKedasNamespace() {
        it.secret("keda", "kedas-own", "secret-of-keda");
        it.grants.rule("cluster-authentications", "keda.sh", "clustertriggerauthentications", "create,patch");
        it.grants.bindUserEverywhere("cluster-authentications", "writer");
        try (var writer = it.clusterAs("writer")) {
            writer
                .resource(
                    authentication("ClusterTriggerAuthentication", "", "everywhere", "kedas-own", it.trap.url(), "")
                )
                .create();
        }
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> it.console.log().contains("token.withhold keda/everywhere"));
        assertThat(it.trap.authorizations()).isEmpty();
    }

    /** Whoever may write ConfigMaps makes the console trust no certificate for a forge that a token is sent to. */
    @Test
    void anAuthorityThatSomebodySwappedIsNotTrusted() {
        it.put("editor", "authority").expectStatus().isCreated();
        String pem = new HeldCertificate.Builder().certificateAuthority(0).build().certificatePem();
        try (var writer = it.clusterAs("writer")) {
            writer
                .resource(
                    new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("evil-ca")
                        .withNamespace("team-a")
                        .endMetadata()
                        .withData(Map.of("ca.crt", pem))
                        .build()
                )
                .create();
            writer
                .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
                .inNamespace("team-a")
                .withName("authority-act-runner-controller-trigger-auth")
                .edit(a -> {
                    a.getMetadata().getAnnotations().put("console.actrunner.dev/ca", "ConfigMap/evil-ca");
                    return a;
                });
        }
        assertThat(findings(afterSomeProbes("authority"))).contains("tls.ca-unbound");
    }

    @Test
    void whoMayWriteASecretBindsItAndWhoMayNotIsToldHow() {
        // Its own forge: the connections of other tests are watched meanwhile, and ask theirs.
        try (StubForge forge = new StubGitea("1.26.0")) {
            forge.token(TOKEN, new StubForge.Account("root", true, Set.of("read:admin")));
            it.secret("team-a", "external", TOKEN);
            String body =
                "{\"forge\":{\"url\":\"" +
                forge.url() +
                "\"},\"scope\":{\"kind\":\"admin\"},\"token\":{\"secretName\":\"external\"}}";
            JsonNode created = AttackedConsole.answer(it.put("binder", "bound", body).expectStatus().isCreated());
            JsonNode check = created.at("/probe/checks/0");
            assertThat(check.path("finding").asString()).isEqualTo("token.unbound");
            assertThat(forge.requests()).isEmpty();

            // The command that was shown, run by somebody who may.
            String command = check.path("remediation").asString();
            String arguments = command.substring(command.indexOf("kubectl ") + 8);
            new Kubectl(it.cluster).run(arguments.split(" ", -1));
            await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> it.probe("viewer", "bound").path("verdict").asString().equals("ready"));

            it.secret("team-a", "external-too", TOKEN);
            it.put("editor", "bound-too", body.replace("external", "external-too")).expectStatus().isCreated();
            assertThat(it.secret("external-too").getMetadata().getAnnotations()).containsEntry(
                "console.actrunner.dev/forge-origin",
                forge.url()
            );
            assertThat(findings(it.probe("viewer", "bound-too"))).doesNotContain("token.unbound");
            // Bound once: another forge does not get it by another connection.
            it.put("editor", "stolen", body.replace("external", "external-too").replace(forge.url(), it.trap.url()))
                .expectStatus()
                .isEqualTo(422);
            assertThat(it.trap.authorizations()).isEmpty();
        }
    }

    /** What KEDA's object names is not what somebody has named: neither a plan nor a change sends it. */
    @Test
    void aPlanSendsNothingThatIsNotRecorded() {
        it.secret("team-a", "unrecorded", "password-that-stays");
        try (var writer = it.clusterAs("writer")) {
            writer
                .resource(authentication("TriggerAuthentication", "team-a", "lure", "unrecorded", it.trap.url(), ""))
                .create();
        }
        String kept = "{\"forge\":{\"url\":\"" + it.trap.url() + "\"},\"scope\":{\"kind\":\"admin\"}}";
        for (String query : List.of("", "?dryRun=true", "?force=true")) {
            it.put("editor", "lure" + query, kept)
                .expectStatus()
                .isEqualTo(422);
        }
        String named = kept.replaceFirst("\\{", "{\"token\":{\"secretName\":\"unrecorded\"},");
        JsonNode plan = AttackedConsole.answer(
            it.put("editor", "lure?dryRun=true&force=true", named).expectStatus().isOk()
        );
        assertThat(plan.at("/probe/checks/0/finding").asString()).isEqualTo("token.unbound");
        assertThat(it.trap.authorizations()).isEmpty();
        assertThat(it.secret("unrecorded").getMetadata().getAnnotations()).isNullOrEmpty();
    }

    /** What looks like a release of the Helm chart is written by whoever may write KEDA's objects, and names no Secret. */
    @Test
    void noReleaseNamesASecretByKedasObjectsAlone() {
        it.secret("team-a", "unreleased", "password-that-stays");
        var lure = authentication("TriggerAuthentication", "team-a", "released", "unreleased", it.trap.url(), "");
        lure.getMetadata().setAnnotations(null);
        lure.getMetadata().setLabels(
            Map.of(
                "app.kubernetes.io/managed-by",
                "Helm",
                "app.kubernetes.io/component",
                "autoscaler-config",
                "app.kubernetes.io/instance",
                "released",
                "helm.sh/chart",
                "act-runner-controller-0.2.24"
            )
        );
        try (var writer = it.clusterAs("writer")) {
            writer.resource(lure).create();
            String name = lure.getMetadata().getName();
            writer.resource(ScaledResourceManifest.of("team-a", it.trap.url(), name).build()).create();
        }
        JsonNode release = AttackedConsole.answer(
            it.as("editor").get().uri("/namespaces/team-a/helm-releases/released").exchange().expectStatus().isOk()
        );
        assertThat(release.path("connection").toString()).contains(it.trap.url()).doesNotContain("unreleased");
        assertThat(release.path("notes").toString()).contains("The Secret unreleased is not carried over");
        it.put("editor", "released?force=true", release.path("connection").toString()).expectStatus().isEqualTo(422);
        assertThat(it.trap.authorizations()).isEmpty();
        it.cluster
            .admin()
            .resource(ScaledResourceManifest.of("team-a", "", "").build())
            .delete();
    }

    /** The command that is shown does what it says, whatever somebody wrote into an address. */
    @Test
    void noAddressIsACommand() {
        for (String url : List.of(
            "https://git.example/$(id)",
            "https://git.example/a;id",
            "https://git.example/a'b&c"
        )) {
            it.put("editor", "shell", RunningConsole.request(url, TOKEN)).expectStatus().isEqualTo(422);
        }
    }

    @Test
    void puttingBackWhatWasReadKeepsTheSecret() {
        it.put("editor", "put-back").expectStatus().isCreated();
        String secret = "put-back-act-runner-controller-forgejo-api";
        String body =
            "{\"forge\":{\"url\":\"" +
            it.forge.url() +
            "\"},\"scope\":{\"kind\":\"admin\"}," +
            "\"token\":{\"secretName\":\"" +
            secret +
            "\",\"secretKey\":\"token\"}}";
        it.put("editor", "put-back", body).expectStatus().isOk();
        assertThat(it.secret(secret)).isNotNull();
        assertThat(it.probe("viewer", "put-back").path("verdict").asString()).isEqualTo("ready");
    }

    @Test
    void deletingAConnectionLeavesSecretsOfOthers() {
        it.put("editor", "mine").expectStatus().isCreated();
        it.put("editor", "theirs").expectStatus().isCreated();
        try (var writer = it.clusterAs("writer")) {
            writer
                .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
                .inNamespace("team-a")
                .withName("mine-act-runner-controller-trigger-auth")
                .patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    "{\"spec\":{\"secretTargetRef\":[{\"parameter\":\"token\",\"key\":\"token\"," +
                        "\"name\":\"theirs-act-runner-controller-forgejo-api\"}]}}"
                );
        }
        it.as("editor").delete().uri("/namespaces/team-a/connections/mine").exchange().expectStatus().isOk();
        assertThat(it.secret("theirs-act-runner-controller-forgejo-api")).isNotNull();
        // Nor can a connection be made on another's objects.
        it.put(
            "editor",
            "other",
            RunningConsole.request(it.forge.url(), TOKEN).replaceFirst(
                "\\{",
                "{\"fullnameOverride\":\"theirs-act-runner-controller\","
            )
        )
            .expectStatus()
            .isEqualTo(422);
    }

    @Test
    void aPastedTriggerIsEvaluatedForWhoMayReadTheToken() {
        it.put("editor", "pasted").expectStatus().isCreated();
        String elsewhere = it.forge.url() + "/api/v1/user/actions/jobs?status=queued&marker=pasted";
        String body = trigger(elsewhere);
        JsonNode viewers = it.probe("viewer", "pasted", body);
        assertThat(it.forge.requests()).noneMatch(r -> r.contains("marker=pasted"));
        assertThat(viewers.at("/readings/0/value").isNull()).isTrue();
        assertThat(viewers.at("/readings/0/checks").toString()).contains("you may not read the Secret");
        it.probe("editor", "pasted", body);
        assertThat(it.forge.requests()).anyMatch(r -> r.contains("marker=pasted"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
            "/api/v1/user?marker=other",
            "/api/v1/repos/search?marker=other",
            "/api/v1/admin/users?marker=other",
            "/api/v1/../../metrics?marker=other",
            "/api/v1/orgs/a%2Fb/actions/jobs?marker=other",
            "/api/v1/user/actions/jobs/../../keys?marker=other",
        }
    )
    void aTriggerReadsNothingButJobs(String path) {
        it.put("editor", "narrow")
            .expectStatus()
            .value(s -> assertThat(s).isIn(200, 201));
        JsonNode report = it.probe("editor", "narrow", trigger(it.forge.url() + path));
        assertThat(report.at("/readings/0/checks").toString()).contains("trigger.");
        assertThat(report.at("/readings/0/value").isNull()).isTrue();
        assertThat(it.forge.requests()).noneMatch(r -> r.contains("marker=other"));
    }

    @Test
    void aTriggerOfAScaledObjectReadsNothingButJobs() {
        it.put("editor", "scaled").expectStatus().isCreated();
        var scaledResource = ScaledResourceManifest.of(
            "team-a",
            it.forge.url(),
            "scaled-act-runner-controller-trigger-auth"
        ).build();
        String yaml = Serialization.asYaml(scaledResource).replace(
            "/api/v1/admin/actions/jobs?status=queued&status=in_progress&limit=1",
            "/api/v1/user?marker=scaled"
        );
        try (var writer = it.clusterAs("writer")) {
            writer.resource(yaml).create();
        }
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> findings(it.probe("admin", "scaled")).contains("trigger.not-jobs"));
        assertThat(it.forge.requests()).noneMatch(r -> r.contains("marker=scaled"));
        it.cluster.admin().resource(yaml).delete();
    }

    /** An ingress sends what names another host there, with the token that stands beside it. */
    @ParameterizedTest
    @ValueSource(
        strings = {
            "Host",
            "host",
            "X-Forwarded-Host",
            "Forwarded",
            "X-Original-URL",
            "Transfer-Encoding",
            "Content-Length",
            "Connection",
            "Cookie",
            "Sudo",
        }
    )
    void aTriggerAddsNoHeaderThatDirectsARequest(String header) {
        it.put("editor", "headers")
            .expectStatus()
            .value(s -> assertThat(s).isIn(200, 201));
        String asked = it.forge.url() + "/api/v1/admin/actions/jobs?status=queued&marker=header-" + header;
        String metadata =
            "url: '" +
            asked +
            "', valueLocation: total_count, targetValue: '1', authModes: 'apiKey,bearer', keyParamName: " +
            header +
            ", apiKey: evil.example";
        JsonNode report = it.probe(
            "editor",
            "headers",
            "{\"trigger\":\"{type: metrics-api, metadata: {" +
                metadata +
                "}, authenticationRef: {name: " +
                "headers-act-runner-controller-trigger-auth}}\"}"
        );
        assertThat(report.at("/readings/0/checks").toString()).contains("trigger.not-evaluated", header);
        assertThat(it.forge.requests()).noneMatch(r -> r.contains("marker=header-" + header));
    }

    /** Whoever writes a ScaledObject does not have the console ask the forge as often as they like. */
    @Test
    void aScaledObjectOfManyTriggersIsAskedForTenTimes() {
        it.put("editor", "numerous").expectStatus().isCreated();
        GenericKubernetesResource object = ScaledResourceManifest.of(
            "team-a",
            it.forge.url(),
            "numerous-act-runner-controller-trigger-auth"
        ).build();
        String trigger = Serialization.asJson(object.get("spec", "triggers", 0));
        object.setAdditionalProperty(
            "spec",
            Serialization.unmarshal(
                "{\"scaleTargetRef\":{\"name\":\"runners\"},\"triggers\":[" +
                    IntStream.range(0, 40)
                        .mapToObj(i -> trigger.replace("limit=1", "limit=1&marker=numerous-" + i + "-"))
                        .collect(Collectors.joining(",")) +
                    "]}",
                Map.class
            )
        );
        try (var writer = it.clusterAs("writer")) {
            writer.resource(object).create();
        }
        try {
            JsonNode report = it.probe("admin", "numerous");
            assertThat(report.path("readings")).hasSize(10);
            assertThat(
                it.forge
                    .requests()
                    .stream()
                    .filter(r -> r.contains("marker=numerous-"))
                    .map(r -> r.replaceAll(".*marker=(numerous-\\d+)-.*", "$1"))
                    .collect(Collectors.toSet())
            ).hasSize(10);
        } finally {
            it.cluster.admin().resource(object).delete();
        }
    }

    /** The console's own account evaluates the triggers of ScaledObjects as well. */
    @Test
    void aTriggerOfAScaledObjectAddsNoHeaderThatDirectsARequest() {
        it.put("editor", "directed").expectStatus().isCreated();
        String yaml = Serialization.asYaml(
            ScaledResourceManifest.of("team-a", it.forge.url(), "directed-act-runner-controller-trigger-auth").build()
        )
            .replace("limit=1", "limit=1&marker=directed")
            .replaceFirst(
                "authMode: \"?bearer\"?",
                "authModes: apiKey,bearer\n      apiKey: evil.example\n      keyParamName: Host"
            );
        assertThat(yaml).contains("keyParamName", "marker=directed");
        try (var writer = it.clusterAs("writer")) {
            writer.resource(yaml).create();
        }
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> findings(it.probe("admin", "directed")).contains("trigger.not-evaluated"));
        assertThat(it.forge.requests()).noneMatch(r -> r.contains("marker=directed"));
        it.cluster.admin().resource(yaml).delete();
    }

    /** A stored token serves to set up others on the same forge, for those who may read it, and for that forge alone. */
    @Test
    void nobodySetsUpOthersWithATokenThatTheyMayNotRead() throws Exception {
        it.put("editor", "neighbor").expectStatus().isCreated();
        assertThat(beside("viewer-token").statusCode()).isEqualTo(403);
        assertThat(newBeside("viewer-token")).isEmpty();
        assertThat(it.forge.requests()).noneMatch(request -> request.contains("/orgs"));
        var begun = beside("editor-token");
        assertThat(begun.statusCode()).isEqualTo(302);
        assertThat(begun.headers().map().toString()).doesNotContain(TOKEN);
        it.annotate("neighbor", "console.actrunner.dev/forge-url", it.trap.url());
        assertThat(beside("editor-token").statusCode()).isEqualTo(422);
        assertThat(newBeside("editor-token")).isEmpty();
        assertThat(it.trap.paths()).noneMatch(path -> path.contains("/orgs"));
    }

    private static String newBeside(String token) throws Exception {
        HttpResponse<String> part = it.page(
            SignIn.byToken(it.console.url(), token),
            "/setup/beside/team-a/neighbor/new"
        );
        assertThat(part.statusCode()).isEqualTo(200);
        return part.body().strip();
    }

    private static HttpResponse<String> beside(String token) throws Exception {
        return it.page(SignIn.byToken(it.console.url(), token), "/setup/beside/team-a/neighbor");
    }

    @Test
    void aProbeReadsNoNumberOfWhatIsNoForge() {
        try (var other = new TokenTrap()) {
            // A number that no port and no time contains.
            other.jobs("{\"secret\":987654321}");
            // It answers as no forge does.
            String body =
                "{\"forge\":{\"url\":\"" +
                other.url() +
                "/else\"},\"scope\":{\"kind\":\"admin\"},\"token\":{\"value\":\"abc\"},\"trigger\":\"" +
                "{type: metrics-api, metadata: {url: '" +
                other.url() +
                "/else/api/v1/numbers', valueLocation: secret, authMode: bearer}}\"}";
            JsonNode report = AttackedConsole.answer(
                it.as("viewer").post().uri("/probes").contentType(MediaType.APPLICATION_JSON).body(body).exchange()
            );
            assertThat(report.at("/readings/0/value").isNull()).isTrue();
            assertThat(other.paths()).noneMatch(p -> p.contains("numbers"));
            assertThat(report.toString()).doesNotContain("987654321");
        }
    }

    private static String trigger(String url) {
        return (
            "{\"trigger\":\"{type: metrics-api, metadata: {url: '" +
            url +
            "', valueLocation: total_count, targetValue: '1', authMode: bearer}}\"}"
        );
    }

    /** Each change of host, port and path that the forge's own answer could bring about. */
    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void redirectsCarryTheTokenNowhereElse(int status) {
        try (var there = new TokenTrap(); var from = new TokenTrap()) {
            String path = "/api/v1/admin/actions/jobs";
            for (String to : List.of(
                there.url() + path,
                "http://localhost:" + there.port() + path,
                "http://localhost:" + from.port() + path,
                "https://127.0.0.1:" + there.port() + path,
                "https://127.0.0.1:" + from.port() + path,
                "//127.0.0.1:" + there.port() + path,
                "http://user@127.0.0.1:" + there.port() + path,
                "http://127.0.0.1:" + from.port() + "/other" + path,
                "/git%2f..%2fother" + path,
                "../../../../../other" + path
            )) {
                from.redirectTo(status, to);
                int before = from.authorizations().size();
                JsonNode report = AttackedConsole.answer(
                    it
                        .as("viewer")
                        .post()
                        .uri("/probes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(RunningConsole.request(from.url() + "/git", TOKEN))
                        .exchange()
                );
                assertThat(report.path("verdict").asString()).as(to).isEqualTo("failed");
                assertThat(there.authorizations()).as(to).isEmpty();
                assertThat(from.paths())
                    .as(to)
                    .noneMatch(p -> p.startsWith("/other") || p.contains("%2f"));
                assertThat(from.authorizations().size() - before)
                    .as(to)
                    .isLessThanOrEqualTo(8);
            }
        }
    }

    /** The same from https, whose authority the console trusts for either port. */
    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void redirectsFromHttpsCarryTheTokenNowhereElse(int status) {
        HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate certificate = TlsForge.certificate(
            "127.0.0.1",
            authority,
            Duration.ofDays(-1),
            Duration.ofDays(365)
        );
        String configMap = "authority-" + status;
        it.cluster
            .admin()
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(configMap)
                    .withNamespace("team-a")
                    .endMetadata()
                    .withData(Map.of("ca.crt", authority.certificatePem()))
                    .build()
            )
            .create();
        try (
            var plain = new TokenTrap();
            var there = TokenTrap.secure(certificate);
            var from = TokenTrap.secure(certificate)
        ) {
            String path = "/api/v1/admin/actions/jobs";
            String body =
                "{\"forge\":{\"url\":\"" +
                from.url() +
                "\",\"ca\":\"ConfigMap/" +
                configMap +
                "\"},\"scope\":{\"kind\":\"admin\"},\"token\":{\"value\":\"" +
                TOKEN +
                "\"},\"namespace\":\"team-a\"}";
            Map.of(
                plain.url() + path,
                "redirect.downgrade",
                "http://127.0.0.1:" + from.port() + path,
                "redirect.downgrade",
                there.url() + path,
                "redirect.other-origin",
                "https://localhost:" + there.port() + path,
                "redirect.other-host"
            ).forEach((to, finding) -> {
                from.redirectTo(status, to);
                JsonNode report = AttackedConsole.answer(
                    it
                        .as("editor")
                        .post()
                        .uri("/probes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .exchange()
                        .expectStatus()
                        .isOk()
                );
                assertThat(findings(report)).as(to).contains(finding);
                assertThat(from.authorizations()).as(to).isNotEmpty();
                assertThat(plain.authorizations()).as(to).isEmpty();
                assertThat(there.authorizations()).as(to).isEmpty();
            });
        }
    }

    /** What is in another namespace neither changes a verdict nor is named to who may not see it. */
    @Test
    void aScaledObjectElsewhereChangesNothingAndIsNotNamed() {
        it.put("editor", "quiet").expectStatus().isCreated();
        it.cluster
            .admin()
            .resource(
                ScaledResourceManifest.of("team-b", it.forge.url(), "quiet-act-runner-controller-trigger-auth").build()
            )
            .create();
        JsonNode viewers = it.probe("viewer", "quiet");
        assertThat(viewers.path("verdict").asString()).isEqualTo("ready");
        assertThat(viewers.toString()).doesNotContain("team-b");
        String pasted = trigger(it.forge.url() + "/api/v1/user/actions/jobs?status=queued");
        assertThat(it.probe("viewer", "quiet", pasted).toString()).doesNotContain("team-b");
        assertThat(it.probe("admin", "quiet").path("scaledResources").toString()).contains("team-b");
    }

    /** Who may edit two namespaces sends the Secret of one nowhere by what is in the other. */
    @Test
    void noSecretIsDirectedFromAnotherNamespace() {
        it.secret("team-a", "only-in-team-a", "password-that-stays");
        String named =
            "{\"forge\":{\"url\":\"" +
            it.trap.url() +
            "\"},\"scope\":{\"kind\":\"admin\"},\"token\":{\"secretName\":\"only-in-team-a\"}}";
        for (String body : List.of(named, named.replace("only-in-team-a", "team-a/only-in-team-a"))) {
            it.putIn("team-b", "pair", "reaching?probe=require", body)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("token.secretName");
        }
        // Otherwise one of that name may still come, beside the connection.
        JsonNode awaiting = AttackedConsole.answer(
            it.putIn("team-b", "pair", "reaching", named).expectStatus().isCreated()
        );
        assertThat(findings(awaiting.path("probe"))).contains("token.secret-awaited");
        try (var pair = it.clusterAs("pair")) {
            pair.resource(
                authentication("TriggerAuthentication", "team-b", "lured", "only-in-team-a", it.trap.url(), "")
            ).create();
        }
        for (String name : List.of("reaching", "lured")) {
            await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> findings(it.probeIn("team-b", "pair", name, "{}")).contains("token.secret-missing"));
        }
        assertThat(it.trap.authorizations()).isEmpty();
    }

    /** A name of KEDA's object means the one beside the ScaledObject, and no connection of another namespace. */
    @Test
    void aScaledObjectOfAnotherNamespaceReadsNothing() {
        try (var forge = new TokenTrap()) {
            it.put("pair", "near", RunningConsole.request(forge.url(), "token-of-team-a")).expectStatus().isCreated();
            it.putIn("team-b", "pair", "far", RunningConsole.request(forge.url(), "token-of-team-b"))
                .expectStatus()
                .isCreated();
            List<GenericKubernetesResource> scaled = List.of(
                marked("team-a", forge.url(), "beside"),
                marked("team-b", forge.url(), "crossed")
            );
            try (var pair = it.clusterAs("pair")) {
                scaled.forEach(each -> pair.resource(each).create());
            }
            for (String user : List.of("pair", "admin")) {
                assertThat(it.probe(user, "near").path("verdict").asString("")).isNotEmpty();
                assertThat(it.probeIn("team-b", user, "far", "{}").path("verdict").asString("")).isNotEmpty();
            }
            assertThat(forge.paths())
                .anyMatch(p -> p.contains("marker=beside"))
                .noneMatch(p -> p.contains("marker=crossed"));
            scaled.forEach(each -> it.cluster.admin().resource(each).delete());
        }
    }

    /** A ScaledObject that names the TriggerAuthentication of {@code near}, and is known by what it asks. */
    private static GenericKubernetesResource marked(String namespace, String forge, String marker) {
        GenericKubernetesResource scaled = new ScaledResourceManifest(
            "ScaledObject",
            namespace,
            forge + "/api/v1/admin/actions/jobs?status=queued&status=in_progress&marker=" + marker,
            "{ name: near-act-runner-controller-trigger-auth }",
            "{}",
            "{}"
        ).build();
        scaled.getMetadata().setName(marker);
        return scaled;
    }

    /** What somebody wrote into the cluster is one line wherever it is read. */
    @Test
    void noLineIsForgedByAnAnnotation() {
        String line = "\\n2026-01-01T00:00:00Z  INFO audit : connection.delete team-a/x: done by admin";
        try (var writer = it.clusterAs("writer")) {
            writer
                .resource(
                    authentication(
                        "TriggerAuthentication",
                        "team-a",
                        "forged",
                        "nothing",
                        "\"https://git.example" + line + "\"",
                        "console.actrunner.dev/interval: \"5s" + line + "\""
                    )
                )
                .create();
        }
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> it.console.log().contains("team-a/forged"));
        assertThat(it.console.log().lines()).noneMatch(l -> l.startsWith("2026-01-01T00:00:00Z"));
    }
}
