package dev.actrunner.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every error of the API is a problem detail that names its field and remediation. */
@Tag("slow")
class ApiExceptionHandlerTest {

    private static EmbeddedCluster cluster;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start();
        console = RunningConsole.on(cluster);
    }

    @AfterAll
    static void stop() {
        console.close();
        cluster.close();
    }

    private static HttpResponse<String> send(String method, String path, String contentType, String body)
        throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                HttpRequest.newBuilder(URI.create(console.url() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                    .header("Content-Type", contentType)
                    .build(),
                HttpResponse.BodyHandlers.ofString()
            );
        }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
            "GET|/api/v1/nothing|application/json||404|not-found",
            "GET|/api/v1/namespaces/team-a/connections/none|application/json||404|connection-not-found",
            "POST|/api/v1/keda|application/json||405|method-not-allowed",
            "POST|/api/v1/probes|text/plain|x|415|unsupported-media-type",
            "POST|/api/v1/probes|application/json|{'forge'|400|malformed",
            "POST|/api/v1/probes|application/json||400|malformed",
            "POST|/api/v1/probes|application/json|[]|400|malformed",
            "POST|/api/v1/probes|application/json|{'forgo':1}|422|invalid-request",
            "POST|/api/v1/probes|application/json|{'forge':{'url':1}}|422|invalid-request",
            "POST|/api/v1/probes|application/json|{'forge':'x'}|422|invalid-request",
            "POST|/api/v1/probes|application/json|{}|422|invalid-request",
            "PUT|/api/v1/namespaces/Team/connections/ci|application/json|{}|422|invalid-request",
            "PUT|/api/v1/namespaces/team-a/connections/ci?probe=maybe|application/json|{}|422|invalid-request",
            "PUT|/api/v1/namespaces/team-a/connections/ci?dryRun=perhaps|application/json|{}|422|invalid-request",
            "GET|/api/v1/connections?limit=0|application/json||422|invalid-request",
            "GET|/api/v1/connections?limit=x|application/json||422|invalid-request",
            "GET|/api/v1/connections?continue=%25%25|application/json||422|invalid-request",
            "GET|/api/v1/connections?verdict=fine|application/json||422|invalid-request",
        }
    )
    void isAProblemWithAStableType(
        String method,
        String path,
        String contentType,
        @Nullable String body,
        int status,
        String type
    ) throws Exception {
        HttpResponse<String> response = send(method, path, contentType, Objects.requireNonNullElse(body, ""));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:act-runner-console:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("remediation").asString("")).isNotBlank();
        if (status == 422) {
            assertThat(problem.path("errors").path(0).path("field").asString()).isNotBlank();
            assertThat(problem.path("errors").path(0).path("message").asString()).isNotBlank();
        }
    }

    @Test
    void tooManyEventStreamsSayWhenToComeAgain() throws Exception {
        var streams = new ArrayList<HttpResponse<InputStream>>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI events = URI.create(console.url() + "/api/v1/connections/events");
            HttpResponse<InputStream> stream;
            do {
                stream = client.send(HttpRequest.newBuilder(events).build(), HttpResponse.BodyHandlers.ofInputStream());
                streams.add(stream);
            } while (stream.statusCode() == 200 && streams.size() < 100);
            assertThat(stream.statusCode()).isEqualTo(429);
            assertThat(stream.headers().firstValue("Retry-After")).isPresent();
            for (HttpResponse<InputStream> each : streams) {
                each.body().close();
            }
        }
    }

    @Test
    void anUnknownFieldIsNamedWithItsPath() throws Exception {
        HttpResponse<String> response = send(
            "POST",
            "/api/v1/probes",
            "application/json",
            "{'forge':{'url':'https://git.example.com','token':'canary-31'}}"
        );
        assertThat(response.body()).contains("\"field\":\"forge.token\"").doesNotContain("canary-31");
    }

    @Test
    void brokenJsonIsNotRepeated() throws Exception {
        HttpResponse<String> response = send(
            "POST",
            "/api/v1/probes",
            "application/json",
            "{'token':{'value':'canary-32'"
        );
        assertThat(response.body()).doesNotContain("canary-32");
        assertThat(console.log()).doesNotContain("canary-32");
    }

    @Test
    void swaggerUiIsServed() throws Exception {
        assertThat(send("GET", "/swagger-ui/index.html", "text/html", "").statusCode()).isEqualTo(200);
    }
}
