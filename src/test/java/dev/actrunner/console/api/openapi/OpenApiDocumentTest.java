package dev.actrunner.console.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document has all that a generator of clients needs, and says it in words. */
@Tag("slow")
class OpenApiDocumentTest {

    private static JsonNode document = JsonMapper.shared().createObjectNode();

    /** An operation of the document. */
    private record Operation(String path, String method, JsonNode call) {
        String id() {
            return call.path("operationId").asString("");
        }

        List<String> statuses() {
            return List.copyOf(call.path("responses").propertyNames());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void read() {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(); RunningConsole console = RunningConsole.on(cluster)) {
            String text = RestClient.create(console.url()).get().uri("/v3/api-docs").retrieve().body(String.class);
            document = JsonMapper.shared().readTree(text);
        }
    }

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document
            .path("paths")
            .properties()
            .forEach(path ->
                path
                    .getValue()
                    .properties()
                    .forEach(call -> operations.add(new Operation(path.getKey(), call.getKey(), call.getValue())))
            );
        return operations;
    }

    private static Operation operation(String id) {
        return operations()
            .stream()
            .filter(operation -> operation.id().equals(id))
            .findFirst()
            .orElseThrow();
    }

    @Test
    void namesEveryOperation() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(operations())
            .extracting(Operation::id)
            .containsExactlyInAnyOrder(
                "listConnections",
                "streamConnectionEvents",
                "getConnection",
                "putConnection",
                "deleteConnection",
                "probeConnection",
                "getManifests",
                "getTrigger",
                "replaceToken",
                "deletePreviousToken",
                "probeForge",
                "getKeda",
                "listNamespaces",
                "listScaleSets",
                "getScaleSet",
                "putScaleSet",
                "deleteScaleSet",
                "pauseScaleSet",
                "resumeScaleSet",
                "diagnoseConnection",
                "diagnoseScaleSet",
                "listRunners",
                "exportConnection"
            );
    }

    @Test
    void describesOperationsTagsAndParameters() {
        List<String> tags = document
            .path("tags")
            .valueStream()
            .filter(tag -> tag.has("description"))
            .map(tag -> tag.path("name").asString())
            .toList();
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode call = operation.call();
            assertThat(call.path("summary").asString("")).isNotEmpty();
            assertThat(call.path("description").asString("")).isNotEmpty();
            assertThat(tags).contains(call.path("tags").path(0).asString());
            assertThat(call.path("parameters").valueStream()).allSatisfy(parameter ->
                assertThat(parameter.path("description").asString("")).as("%s", parameter).isNotEmpty()
            );
        });
    }

    @Test
    void describesEveryPropertyAndSaysWhichAreRequired() {
        document
            .at("/components/schemas")
            .properties()
            .forEach(schema -> {
                isDescribed(schema.getKey(), schema.getValue());
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(property -> isDescribed(schema.getKey() + "." + property.getKey(), property.getValue()));
            });
        assertThat(required("Connection"))
            .contains("namespace", "forge", "scope", "token", "probe")
            .doesNotContain("resources");
        assertThat(required("ConnectionRequest")).containsExactlyInAnyOrder("forge", "scope");
        assertThat(required("ScopeRequest")).containsExactly("kind");
        assertThat(document.at("/components/schemas/Probe/properties/totalCount/type").toString()).contains("null");
        assertThat(document.at("/components/schemas/ForgeRequest/properties/url/type").toString()).doesNotContain(
            "null"
        );
    }

    private static void isDescribed(String name, JsonNode schema) {
        assertThat(schema.path("description").asString("")).as(name).isNotEmpty().doesNotContain("{@", "<");
    }

    private static List<String> required(String schema) {
        return document
            .at("/components/schemas/" + schema + "/required")
            .valueStream()
            .map(JsonNode::asString)
            .toList();
    }

    @Test
    void listsEveryStatusThatCanCome() {
        assertThat(operation("putConnection").statuses()).contains(
            "200",
            "201",
            "400",
            "401",
            "403",
            "404",
            "409",
            "412",
            "413",
            "415",
            "422",
            "429",
            "503"
        );
        assertThat(operation("getConnection").statuses()).contains("200", "304", "401", "403", "404", "429", "503");
        assertThat(operation("deleteConnection").statuses()).contains("200", "404", "409", "412");
        assertThat(operation("putConnection").call().at("/responses/201/headers").propertyNames()).contains(
            "Location",
            "ETag"
        );
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.call().at("/responses/429/headers").propertyNames()).contains("Retry-After");
            assertThat(operation.call().at("/responses/503/headers").propertyNames()).contains("Retry-After");
            assertThat(operation.statuses()).doesNotContain("default");
        });
    }

    @Test
    void problemsHaveTheirOwnMembers() {
        assertThat(document.at("/components/schemas/Problem/properties").propertyNames()).contains(
            "type",
            "title",
            "status",
            "detail",
            "remediation",
            "errors",
            "conflicts",
            "probe"
        );
        assertThat(document.at("/components/schemas/Problem/properties/type/enum").toString()).contains(
            "urn:act-runner-console:problem:field-conflict"
        );
    }

    @Test
    void listsTheValuesOfClosedSets() {
        Map.of(
            "/components/schemas/Probe/properties/verdict",
            "failed",
            "/components/schemas/Check/properties/status",
            "skipped",
            "/components/schemas/ScopeRequest/properties/kind",
            "repo",
            "/components/schemas/ForgeRequest/properties/platform",
            "gitea",
            "/components/schemas/ChangedObject/properties/change",
            "unchanged",
            "/components/schemas/Keda/properties/operator",
            "ready"
        ).forEach((path, value) ->
            assertThat(document.at(path + "/enum").toString())
                .as(path)
                .contains('"' + value + '"')
        );
        assertThat(parameter("putConnection", "probe").toString()).contains("[\"report\",\"require\",\"skip\"]");
        assertThat(parameter("listConnections", "verdict").toString()).contains("[\"ready\",\"warning\",\"failed\"]");
        assertThat(parameter("getManifests", "secretForm").toString()).contains("externalsecret");
    }

    private static JsonNode parameter(String operation, String name) {
        return operation(operation)
            .call()
            .path("parameters")
            .valueStream()
            .filter(parameter -> parameter.path("name").asString().equals(name))
            .findFirst()
            .orElseThrow()
            .path("schema");
    }

    @Test
    void keepsSecretsOutOfAnswers() {
        assertThat(
            Stream.of(
                "TokenRequest/properties/value",
                "ReplaceTokenRequest/properties/password",
                "DeletePreviousTokenRequest/properties/otp"
            )
        ).allSatisfy(property ->
            assertThat(document.at("/components/schemas/" + property + "/writeOnly").asBoolean())
                .as(property)
                .isTrue()
        );
        assertThat(
            document
                .at("/components/schemas/TriggerAuthenticationRequest/properties/clusterScoped/description")
                .asString()
        ).contains("obtain the token");
        assertThat(document.at("/components/securitySchemes").valueStream()).allSatisfy(scheme ->
            assertThat(scheme.path("description").asString("")).isNotEmpty()
        );
    }
}
