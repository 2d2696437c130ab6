package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A real Gitea on sqlite, from the program that {@code GITEA_BINARY} names, with its options and templates from
 * {@code GITEA_STATIC_ROOT}. It begins with the site administrator {@code root}; tests make the rest through its API.
 */
public final class GiteaServer implements AutoCloseable {

    public static final String ADMIN = "site-admin";
    public static final String PASSWORD = "a-Password-of-this-test-1";

    private final Path folder = Processes.temporaryFolder("gitea");
    private final int port = Processes.freePort();
    private final String program;
    private final String staticRoot;
    private final Map<String, String> environment = Map.of("GITEA_WORK_DIR", folder.toString());
    private Process server;
    private final String version;

    private GiteaServer(boolean actions, String build) {
        program = Objects.requireNonNull(System.getenv(build + "_BINARY"));
        staticRoot = Objects.requireNonNull(System.getenv(build + "_STATIC_ROOT"));
        configure(actions);
        Processes.run(List.of(program, "migrate"), folder, environment);
        createUser(ADMIN, true);
        server = startServer();
        version = Objects.requireNonNull(
            RestClient.create(url()).get().uri("/api/v1/version").retrieve().body(JsonNode.class)
        )
            .path("version")
            .asString();
    }

    /** Starts an empty one. */
    public static GiteaServer start() {
        return new GiteaServer(true, "GITEA");
    }

    /** Starts one whose Actions are disabled in {@code app.ini}. */
    public static GiteaServer startWithoutActions() {
        return new GiteaServer(false, "GITEA");
    }

    /** Starts an empty one of the release before, from {@code GITEA_PREVIOUS_BINARY}. */
    public static GiteaServer startPrevious() {
        return new GiteaServer(true, "GITEA_PREVIOUS");
    }

    private Process startServer() {
        List<String> command = List.of(program, "web");
        Process process = Processes.start(command, folder, environment);
        Processes.awaitOk(URI.create(url() + "/api/healthz"), process, folder, command);
        return process;
    }

    private void configure(boolean actions) {
        String configuration = """
        RUN_MODE = prod
        I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true

        [server]
        HTTP_ADDR = 127.0.0.1
        HTTP_PORT = %1$d
        ROOT_URL = http://127.0.0.1:%1$d/
        OFFLINE_MODE = true
        DISABLE_SSH = true
        STATIC_ROOT_PATH = %2$s

        [database]
        DB_TYPE = sqlite3
        PATH = %3$s/gitea.db

        [repository]
        ROOT = %3$s/repositories
        DEFAULT_BRANCH = main

        [security]
        INSTALL_LOCK = true
        SECRET_KEY = of-this-test

        [service]
        DISABLE_REGISTRATION = true

        [actions]
        ENABLED = %4$b

        [log]
        LEVEL = Warn
        """.formatted(port, staticRoot, folder, actions);
        try {
            Files.createDirectories(folder.resolve("custom/conf"));
            Files.writeString(folder.resolve("custom/conf/app.ini"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a user who may sign in by basic authentication. */
    public void createUser(String login, boolean admin) {
        var command = new java.util.ArrayList<>(
            List.of(program, "admin", "user", "create", "--username", login, "--password", PASSWORD)
        );
        command.addAll(List.of("--email", login + "@example.com", "--must-change-password=false"));
        if (admin) {
            command.add("--admin");
        }
        Processes.run(command, folder, environment);
    }

    /** A new token of a user, with these scopes. */
    public String token(String login, String... scopes) {
        JsonNode answer = RestClient.create(url())
            .post()
            .uri("/api/v1/users/{user}/tokens", login)
            .headers(headers -> headers.setBasicAuth(login, PASSWORD))
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("name", "test-" + System.nanoTime(), "scopes", List.of(scopes)))
            .retrieve()
            .body(JsonNode.class);
        return Objects.requireNonNull(answer).path("sha1").asString();
    }

    /** A client of OpenID Connect that Gitea knows. */
    public record Application(String id, String secret) {}

    /** Registers one, with the address that people come back to. */
    public Application application(String name, String redirect) {
        JsonNode answer = RestClient.create(url())
            .post()
            .uri("/api/v1/user/applications/oauth2")
            .headers(headers -> headers.setBasicAuth(ADMIN, PASSWORD))
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("name", name, "redirect_uris", List.of(redirect), "confidential_client", true))
            .retrieve()
            .body(JsonNode.class);
        JsonNode made = Objects.requireNonNull(answer);
        return new Application(made.path("client_id").asString(), made.path("client_secret").asString());
    }

    /** Takes every token of a user away. */
    public void revoke(String login, String token) {
        String last = token.substring(token.length() - 8);
        JsonNode tokens = RestClient.create(url())
            .get()
            .uri("/api/v1/users/{user}/tokens", login)
            .headers(headers -> headers.setBasicAuth(login, PASSWORD))
            .retrieve()
            .body(JsonNode.class);
        for (JsonNode each : Objects.requireNonNull(tokens)) {
            if (each.path("token_last_eight").asString().equals(last)) {
                RestClient.create(url())
                    .delete()
                    .uri("/api/v1/users/{user}/tokens/{id}", login, each.path("id").asLong())
                    .headers(headers -> headers.setBasicAuth(login, PASSWORD))
                    .retrieve()
                    .toBodilessEntity();
            }
        }
    }

    /** A client of its API with a token. */
    public RestClient api(String token) {
        return RestClient.builder()
            .baseUrl(url() + "/api/v1")
            .defaultHeader("Authorization", "token " + token)
            .build();
    }

    /** Makes something by its API, and gives the answer. */
    public JsonNode post(String token, String path, Object body) {
        JsonNode answer = api(token)
            .post()
            .uri(path)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .retrieve()
            .body(JsonNode.class);
        return answer == null ? MissingNode.getInstance() : answer;
    }

    /** Makes a repository of acme, an organization that is there, whose only job waits for a runner with the label docker. */
    public void addWaitingJob(String token, String repository) {
        post(token, "/orgs/acme/repos", Map.of("name", repository, "auto_init", true));
        addWorkflow(
            token,
            "acme/" + repository,
            "on: push\njobs:\n  only:\n    runs-on: docker\n    steps: [{ run: \"true\" }]\n"
        );
    }

    /**
     * Adds a workflow to a repository, which runs by that push.
     *
     * @param token may write the repository
     * @param repository owner and name
     */
    public void addWorkflow(String token, String repository, String workflow) {
        String content = Base64.getEncoder().encodeToString(workflow.getBytes(StandardCharsets.UTF_8));
        post(
            token,
            "/repos/" + repository + "/contents/.gitea/workflows/ci.yaml",
            Map.of("message", "Add a workflow", "content", content)
        );
    }

    /** Ends it, as an upgrade would. */
    public void stop() {
        Processes.stop(server);
    }

    /** Starts it again. */
    public void restart() {
        server = startServer();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public String title() {
        return "real Gitea " + version;
    }

    @Override
    public void close() {
        stop();
    }
}
