package dev.actrunner.console.testing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * A runner as Gitea sees it: it registers, and takes one job, which then runs until the end of the test. It speaks the
 * runner's own protocol (Connect, in its JSON form).
 */
public final class GiteaRunner {

    private final RestClient service;

    private GiteaRunner(RestClient service) {
        this.service = service;
    }

    /** Registers one for the whole instance. */
    public static GiteaRunner register(GiteaServer gitea, String adminToken, String label) {
        JsonNode registration = Objects.requireNonNull(
            gitea
                .api(adminToken)
                .post()
                .uri("/admin/actions/runners/registration-token")
                .retrieve()
                .body(JsonNode.class)
        );
        RestClient anonymous = RestClient.create(gitea.url() + "/api/actions/runner.v1.RunnerService");
        JsonNode runner = call(
            anonymous,
            "/Register",
            Map.of(
                "name",
                "test",
                "version",
                "v1",
                "token",
                registration.path("token").asString(),
                "labels",
                List.of(label)
            )
        ).path("runner");
        return new GiteaRunner(
            anonymous
                .mutate()
                .defaultHeader("x-runner-uuid", runner.path("uuid").asString())
                .defaultHeader("x-runner-token", runner.path("token").asString())
                .build()
        );
    }

    /** Takes a waiting job; false when there is none. */
    public boolean takeJob() {
        return call(service, "/FetchTask", Map.of("tasksVersion", "0")).has("task");
    }

    private static JsonNode call(RestClient client, String method, Object body) {
        return Objects.requireNonNull(
            client.post().uri(method).contentType(MediaType.APPLICATION_JSON).body(body).retrieve().body(JsonNode.class)
        );
    }
}
