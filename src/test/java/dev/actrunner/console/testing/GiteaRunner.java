package dev.actrunner.console.testing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * A runner as Gitea sees it: it registers, takes jobs, and finishes them. It speaks the runner's own protocol (Connect, in its
 * JSON form).
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
        return register(gitea.url(), "test", registration.path("token").asString(), List.of(label), false);
    }

    /**
     * Registers one.
     *
     * @param url of the forge
     * @param token a registration token
     * @param labels as the runner declares them, of which the forge gets the names
     * @param ephemeral whether the forge forgets it after its first job
     */
    static GiteaRunner register(String url, String name, String token, List<String> labels, boolean ephemeral) {
        List<String> names = labels
            .stream()
            .map(label -> label.split(":", 2)[0])
            .toList();
        RestClient anonymous = RestClient.create(url + "/api/actions/runner.v1.RunnerService");
        JsonNode runner = call(
            anonymous,
            "/Register",
            Map.of("name", name, "version", "v1", "token", token, "labels", names, "ephemeral", ephemeral)
        ).path("runner");
        RestClient service = anonymous
            .mutate()
            .defaultHeader("x-runner-uuid", runner.path("uuid").asString())
            .defaultHeader("x-runner-token", runner.path("token").asString())
            .build();
        call(service, "/Declare", Map.of("version", "v1", "labels", names));
        return new GiteaRunner(service);
    }

    /** Takes a waiting job; false when there is none. */
    public boolean takeJob() {
        return fetchTask().isPresent();
    }

    /** Takes a waiting job and gives its number, empty when there is none. */
    Optional<String> fetchTask() {
        JsonNode task = call(service, "/FetchTask", Map.of("tasksVersion", "0")).path("task");
        return task.isMissingNode() ? Optional.empty() : Optional.of(task.path("id").asString());
    }

    /** Reports that a job goes on, without which the forge takes the runner for an idle one. */
    void report(String task) {
        call(service, "/UpdateTask", Map.of("state", Map.of("id", task, "startedAt", now())));
    }

    /** Reports that a job has succeeded. */
    void finish(String task) {
        call(service, "/UpdateLog", Map.of("taskId", task, "index", "0", "noMore", true));
        call(
            service,
            "/UpdateTask",
            Map.of("state", Map.of("id", task, "result", "RESULT_SUCCESS", "startedAt", now(), "stoppedAt", now()))
        );
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonNode call(RestClient client, String method, Object body) {
        return Objects.requireNonNull(
            client.post().uri(method).contentType(MediaType.APPLICATION_JSON).body(body).retrieve().body(JsonNode.class)
        );
    }
}
