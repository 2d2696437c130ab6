package dev.actrunner.console.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubForgejo;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TlsForge;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each example of the OpenAPI document is a request that the console accepts, or an answer that it really gave. */
@Tag("slow")
class OpenApiExamplesTest {

    private static final Path FILES = Path.of("src/main/resources/openapi");
    private static final String FORGE = "https://git.example.com";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final String NEW_TOKEN = "fedcba9876543210fedcba9876543210fedcba98";
    private static final String CONNECTION = "/api/v1/namespaces/team-a/connections/ci";
    private static final String SCALE_SET = "/api/v1/namespaces/team-a/scale-sets/runners";
    private static final Set<String> DOCKER = Set.of("docker");

    private final Set<String> used = new LinkedHashSet<>();
    private String console = "";
    private String forge = "";
    private String document = "";

    @Test
    void areRequestsAndAnswersOfARunningConsole() throws Exception {
        HeldCertificate ca = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate certificate = TlsForge.certificate("127.0.0.1", ca, Duration.ofDays(-1), Duration.ofDays(60));
        try (
            EmbeddedCluster cluster = EmbeddedCluster.start();
            StubForgejo stub = new StubForgejo("15.0.3", 0, certificate);
            RunningConsole running = RunningConsole.on(
                cluster,
                "--console.forge.ca-bundle=" + TestCluster.write(ca.certificatePem())
            )
        ) {
            console = running.url();
            forge = stub.url();
            var admin = new Account("site-admin", true, Set.of("read:admin", "read:organization"));
            stub.token(TOKEN, admin).token(NEW_TOKEN, admin).org("acme", "jo").repository("acme/app");
            stub.jobs(
                new Job("acme", "app", DOCKER, State.WAITING),
                new Job("acme", "app", DOCKER, State.WAITING),
                new Job("acme", "app", DOCKER, State.RUNNING)
            );
            document = send("GET", "/v3/api-docs", "").body();

            answers("listNamespaces", 200, "GET", "/api/v1/namespaces", "");
            answers("getKeda", 200, "GET", "/api/v1/keda", "");
            answers("probeForge", 200, "POST", "/api/v1/probes", "organization");
            sends("probeForge", 200, "POST", "/api/v1/probes", "trigger");
            answers("discoverConnections", 200, "POST", "/api/v1/connections:discover", "organizations");
            answers("putConnections", 200, "POST", "/api/v1/connections:batch", "organizations");
            send("DELETE", "/api/v1/namespaces/team-a/connections/acme", "");
            answers("putConnection", 201, "PUT", CONNECTION, "create");
            answers("putConnection", 200, "PUT", CONNECTION, "keep-the-token");
            send("POST", CONNECTION + "/probe", "");
            answers("getConnection", 200, "GET", CONNECTION, "");
            answers("listConnections", 200, "GET", "/api/v1/connections?limit=1", "");
            answers("probeConnection", 200, "POST", CONNECTION + "/probe", "trigger");
            answers("getTrigger", 200, "GET", CONNECTION + "/trigger", "");
            answers("getManifests", 200, "GET", CONNECTION + "/manifests", "");
            answers("putScaleSet", 201, "PUT", SCALE_SET, "token");
            sends("putScaleSet", 422, "PUT", SCALE_SET + "-2", "created-on-the-forge");
            sends("putScaleSet", 200, "PUT", SCALE_SET + "-2?dryRun=true", "persistent");
            answers("getScaleSet", 200, "GET", SCALE_SET, "");
            answers("listScaleSets", 200, "GET", "/api/v1/scale-sets?limit=1", "");
            answers("listRunners", 200, "GET", CONNECTION + "/runners", "");
            answers("pauseScaleSet", 200, "POST", SCALE_SET + "/pause", "");
            answers("diagnoseConnection", 200, "GET", CONNECTION + "/diagnosis", "");
            answers("diagnoseScaleSet", 200, "GET", SCALE_SET + "/diagnosis", "");
            answers("exportConnection", 200, "GET", CONNECTION + "/export?format=kustomize", "");
            answers("resumeScaleSet", 200, "POST", SCALE_SET + "/resume", "");
            answers("deleteScaleSet", 200, "DELETE", SCALE_SET, "");
            cluster.helmInstalls("team-a", "forge");
            answers("listHelmReleases", 200, "GET", "/api/v1/namespaces/team-a/helm-releases", "");
            answers("getHelmRelease", 200, "GET", "/api/v1/namespaces/team-a/helm-releases/forge", "");
            answers("readHelmValues", 200, "POST", "/api/v1/namespaces/team-a/helm-values", "values");
            answers("getScaleSet", 404, "GET", SCALE_SET, "");
            String required = CONNECTION + "-repo?probe=require";
            sends("putConnection", 422, "PUT", required, "existing-secret");
            JsonNode awaited = sends("putConnection", 201, "PUT", CONNECTION + "-repo", "existing-secret");
            assertThat(awaited.path("probe").path("checks").toString()).contains("token.secret-awaited");
            var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace("team-a")
                .withName("forge-token")
                .endMetadata()
                .addToData("token", Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8)))
                .build();
            cluster.admin().resource(secret).create();
            sends("putConnection", 200, "PUT", CONNECTION + "-repo", "existing-secret");
            answers("replaceToken", 200, "POST", CONNECTION + "/token", "value");
            // The stub has no passwords: what a real Gitea answers is TokenRotationIT's matter.
            sends("replaceToken", 422, "POST", CONNECTION + "/token", "created-on-the-forge");
            sends("deletePreviousToken", 422, "DELETE", CONNECTION + "/token/previous", "owner");
            stub.revoke(NEW_TOKEN);
            answers("putConnection", 409, "PUT", CONNECTION + "?probe=require", "keep-the-token");
            answers("getConnection", 404, "GET", "/api/v1/namespaces/team-a/connections/none", "");
            answers("listConnections", 422, "GET", "/api/v1/connections?limit=0", "");
            answers("deleteConnection", 200, "DELETE", CONNECTION, "");
        }
        try (var files = Files.list(FILES)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    /** Sends an example, whose answer has to have a status and the shape that the document gives it. */
    private JsonNode sends(String operation, int status, String method, String path, String request) throws Exception {
        String body = "";
        if (!request.isEmpty()) {
            String file = operation + ".request." + request + ".json";
            used.add(file);
            body = Files.readString(FILES.resolve(file)).replace(FORGE, forge);
        }
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode())
            .as(operation + ": " + answer.body())
            .isEqualTo(status);
        assertThat(problems(operation, answer))
            .as(operation + ": " + answer.body())
            .isEmpty();
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Sends an example, and compares the answer with the one in the document. */
    private void answers(String operation, int status, String method, String path, String request) throws Exception {
        String actual = settled(sends(operation, status, method, path, request).toPrettyString()) + "\n";
        Path file = FILES.resolve(operation + "." + status + ".json");
        used.add(String.valueOf(file.getFileName()));
        if (System.getenv("OPENAPI_WRITE") != null) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    /** Gives what is another each time the value that the documentation has. */
    private String settled(String answer) {
        return answer
            .replace(forge, FORGE)
            .replace(forge.replaceFirst("https://", ""), "git.example.com")
            .replace("127.0.0.1", "git.example.com")
            .replaceAll("(\"checkedAt\"\\s*:\\s*)\"[^\"]*\"", "$1\"2026-11-02T09:30:00Z\"")
            .replaceAll("(\"notAfter\"\\s*:\\s*)\"[^\"]*\"", "$1\"2026-12-31T23:59:59Z\"")
            .replaceAll("(\"daysLeft\"\\s*:\\s*)\\d+", "$159")
            .replaceAll("(\"dnsMs\"\\s*:\\s*)(?:null|[\\d.E-]+)", "$11.2")
            .replaceAll("(\"connectMs\"\\s*:\\s*)(?:null|[\\d.E-]+)", "$10.8")
            .replaceAll("(\"tlsMs\"\\s*:\\s*)(?:null|[\\d.E-]+)", "$14.1")
            .replaceAll("(\"firstByteMs\"\\s*:\\s*)(?:null|[\\d.E-]+)", "$16.3")
            .replaceAll("(\"bodyMs\"\\s*:\\s*)(?:null|[\\d.E-]+)", "$10.2")
            .replaceAll("(\"totalMs\"\\s*:\\s*)(?:null|[\\d.E-]+)", "$118.4")
            .replaceAll("\\d+ ms\\b", "13 ms")
            .replaceAll("\"CN=[^\"]*\"", "\"CN=Example CA\"");
    }

    private List<Error> problems(String operation, HttpResponse<String> answer) throws IOException {
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode paths = JsonMapper.shared().readTree(document).path("paths");
        for (String path : paths.propertyNames()) {
            for (String method : paths.path(path).propertyNames()) {
                JsonNode call = paths.path(path).path(method);
                if (operation.equals(call.path("operationId").asString(""))) {
                    JsonNode schema = call
                        .path("responses")
                        .path(String.valueOf(answer.statusCode()))
                        .path("content")
                        .path(type)
                        .path("schema");
                    assertThat(schema.isMissingNode())
                        .as(operation + " " + answer.statusCode() + " " + type)
                        .isFalse();
                    return schema(schema).validate(answer.body(), InputFormat.JSON);
                }
            }
        }
        throw new AssertionError("no operation " + operation);
    }

    /** A schema of the document with the components that it refers to. */
    private Schema schema(JsonNode schema) {
        JsonNode components = JsonMapper.shared().readTree(document).path("components");
        // What an answer has and the document does not is a fault too.
        for (JsonNode component : components.path("schemas")) {
            if (component instanceof ObjectNode type && type.has("properties")) {
                type.put("additionalProperties", false);
            }
        }
        String whole = "{\"allOf\":[" + schema + "],\"components\":" + components + "}";
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                HttpRequest.newBuilder(URI.create(console + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, application/problem+json")
                    .build(),
                HttpResponse.BodyHandlers.ofString()
            );
        }
    }
}
