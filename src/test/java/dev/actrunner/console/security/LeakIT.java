package dev.actrunner.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.Canaries;
import dev.actrunner.console.testing.ConsoleProcess;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Sends secrets that occur nowhere else through every feature and every error, to a console in a process of its own, and
 * then looks for them: in every answer, the log, the metrics, the cluster but for the Secrets, and, when the connection is
 * deleted, the memory.
 */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
class LeakIT {

    private static RealCluster cluster;
    private static GiteaServer gitea;
    private static ConsoleProcess console;
    private static final Canaries CANARIES = new Canaries();
    private static final List<String> ANSWERS = new ArrayList<>();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = GiteaServer.start();
        TestEnvironment.note("leaks", cluster.title(), gitea.title());
        console = ConsoleProcess.start(
            cluster.kubeconfig(),
            "--console.security.mode=cluster",
            "--console.outbound.allow-loopback=true",
            "--console.monitor.interval=10m",
            "--logging.level.dev.actrunner=TRACE"
        );
    }

    @AfterAll
    static void stop() {
        console.close();
        gitea.close();
        cluster.close();
    }

    private final HttpClient client = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            ANSWERS.add(answer.headers().map() + "\n" + answer.body());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(console.url() + path)).timeout(Duration.ofSeconds(40));
    }

    private HttpResponse<String> api(String method, String path, String body) {
        return send(
            to("/api/v1" + path)
                .header("Authorization", "Bearer admin-token")
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        );
    }

    private HttpResponse<String> form(String page, String to, String fields) {
        Matcher csrf = CSRF.matcher(send(to(page)).body());
        String token = csrf.find() ? csrf.group(1) : "";
        return send(
            to(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
        );
    }

    @Test
    void noSecretIsAnywhereButInItsSecret() throws Exception {
        String stored = CANARIES.keep("stored", gitea.token(GiteaServer.ADMIN, "read:admin"));
        String rotated = CANARIES.keep("rotated", gitea.token(GiteaServer.ADMIN, "read:admin"));
        String one = "/namespaces/team-a/connections/leak";
        String forge = gitea.url();

        assertThat(api("PUT", one, RunningConsole.request(forge, stored)).statusCode()).isEqualTo(201);
        everyErrorOfTheApi(one, forge);
        everyPage(stored);
        assertThat(api("POST", one + "/token", "{\"value\":\"%s\"}".formatted(rotated)).statusCode()).isEqualTo(200);
        api("POST", one + "/token", "{\"value\":\"%s\"}".formatted(CANARIES.fresh("refused at rotation")));
        String password = CANARIES.fresh("password");
        api("POST", one + "/token", "{\"username\":\"site-admin\",\"password\":\"%s\"}".formatted(password));
        api(
            "DELETE",
            one + "/token/previous",
            "{\"previousToken\":\"%s\",\"username\":\"site-admin\",\"password\":\"%s\"}".formatted(
                stored.substring(32),
                password
            )
        );
        for (String path : List.of(one, "/connections", one + "/manifests", one + "/advice", "/keda", "/namespaces")) {
            api("GET", path, "");
        }
        api("POST", one + "/probe", "");
        send(to("/actuator/prometheus").header("Authorization", "Bearer admin-token"));
        gitea.stop();
        api("POST", one + "/probe", "");
        cluster.stopApiServer();
        api("PUT", one, RunningConsole.request(forge, CANARIES.fresh("while the API server is down")));
        cluster.startApiServer();

        assertThat(CANARIES.foundIn(String.join("\n", ANSWERS)))
            .as("answers")
            .isEmpty();
        assertThat(CANARIES.foundIn(console.log())).as("log").isEmpty();
        assertThat(console.log()).contains("connection.rotate team-a/leak: done by admin");
        assertThat(CANARIES.foundIn(clusterWithoutSecrets())).as("cluster").isEmpty();

        // While it is there, it is probed, and its token is in hand now and then.
        assertThat(api("DELETE", one, "").statusCode()).isEqualTo(200);
        // Threads that made a connection are kept for a minute, and what they had in hand with them.
        TimeUnit.SECONDS.sleep(75);
        Path dump = console.heapDump();
        List<String> inMemory = CANARIES.foundIn(dump);
        if (!inMemory.isEmpty()) {
            // For whoever has to find out what holds it.
            Files.copy(dump, Path.of("target/leak.hprof"), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(inMemory).as("memory, kept in target/leak.hprof").isEmpty();
    }

    private void everyErrorOfTheApi(String one, String forge) {
        String closed = "http://127.0.0.1:" + ConsoleProcess.freePort();
        api("PUT", "/namespaces/nowhere/connections/a", RunningConsole.request(forge, CANARIES.fresh("no namespace")));
        api("PUT", one + "?probe=require", RunningConsole.request(forge, CANARIES.fresh("refused by the forge")));
        api("PUT", one + "?dryRun=true", RunningConsole.request(forge, CANARIES.fresh("dry run")));
        api("PUT", one + "?probe=require", RunningConsole.request(closed, CANARIES.fresh("nobody listens")));
        api("PUT", one, RunningConsole.request("not an address", CANARIES.fresh("bad address")));
        api("PUT", one, RunningConsole.request(forge, CANARIES.fresh("bad token") + " with spaces"));
        api("PUT", one, "{\"token\":{\"value\":\"" + CANARIES.fresh("broken JSON") + "\"");
        api("PUT", one, "{\"tokens\":\"" + CANARIES.fresh("unknown field") + "\"}");
        api("PUT", one, "{\"token\":\"" + CANARIES.fresh("wrong type") + "\"}");
        api(
            "PUT",
            one,
            RunningConsole.request("http://user:" + CANARIES.fresh("password in the address") + "@127.0.0.1:1", "x")
        );
        api(
            "PUT",
            "/namespaces/team-a/connections/Not_A_Name",
            RunningConsole.request(forge, CANARIES.fresh("bad name"))
        );
        api("POST", "/probes", RunningConsole.request(forge, CANARIES.fresh("probe")));
        api("POST", "/probes", RunningConsole.request(closed, CANARIES.fresh("probe of nobody")));
        api("GET", "/connections?continue=" + CANARIES.fresh("in a query"), "");
        api("DELETE", one + "?dryRun=" + CANARIES.fresh("in another query"), "");
        send(to("/api/v1/keda").header("Authorization", "Bearer " + CANARIES.fresh("bearer")));
        send(to("/api/v1/keda").header("Authorization", "Basic " + CANARIES.fresh("basic")));
        send(to("/api/v1/keda").header("X-Request-Id", CANARIES.fresh("header") + " "));
        send(
            to("/api/v1" + one)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(RunningConsole.request(forge, CANARIES.fresh("nobody signed in"))))
        );
    }

    private void everyPage(String stored) {
        form("/sign-in", "/sign-in/token", "token=" + CANARIES.fresh("sign-in"));
        form("/sign-in", "/sign-in/token", "token=admin-token");
        send(to("/"));
        send(to("/connections/team-a/leak"));
        send(to("/connections/team-a/leak/token"));
        form("/connections/team-a/leak/token", "/connections/team-a/leak/token", "value=" + CANARIES.fresh("page"));
        form(
            "/connections/team-a/leak/token",
            "/connections/team-a/leak/token",
            "username=x&password=" + CANARIES.fresh("page's password")
        );
        form(
            "/connections/team-a/leak",
            "/connections/team-a/leak/trigger",
            "trigger=type:+metrics-api%0Ametadata:%0A++token:+" +
                CANARIES.fresh("pasted trigger").toLowerCase(Locale.ROOT)
        );
        // A wizard that is left in the middle.
        String begin = send(to("/setup")).uri().getPath();
        String draft = begin.substring(0, begin.lastIndexOf('/'));
        form(begin, draft + "/forge", "url=" + gitea.url() + "&platform=auto");
        form(draft + "/token", draft + "/token", "source=value&value=" + CANARIES.fresh("left in the wizard"));
        form(draft + "/token", draft + "/token", "source=value&value=+" + CANARIES.fresh("with spaces") + "+%0A");
        send(to(draft + "/scope"));
        form(draft + "/scope", draft + "/scope", "kind=admin");
        form(draft + "/namespace", draft + "/namespace", "namespace=team-a&name=leak2&authentication=namespaced");
        send(to(draft + "/review"));
        assertThat(stored).isNotBlank();
    }

    /** All objects of the namespaces that the console works in, with their events, as JSON. */
    private static String clusterWithoutSecrets() {
        var all = new StringBuilder();
        for (String path : List.of(
            "/api/v1/events",
            "/apis/events.k8s.io/v1/events",
            "/apis/keda.sh/v1alpha1/triggerauthentications",
            "/apis/keda.sh/v1alpha1/clustertriggerauthentications",
            "/api/v1/configmaps",
            "/apis/rbac.authorization.k8s.io/v1/roles"
        )) {
            all.append(cluster.admin().raw(path));
        }
        return all.toString();
    }
}
