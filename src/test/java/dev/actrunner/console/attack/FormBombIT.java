package dev.actrunner.console.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.SignIn;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bombs in every field of the wizard, and of scale sets by API and page: each is refused or taken, and nothing fails. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class FormBombIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static AttackedConsole it;
    private HttpClient browser = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        it = new AttackedConsole(
            "bombs in forms",
            "--console.limits.writes-per-minute=10000",
            "--console.limits.requests-per-second=1000"
        );
        it.as("editor")
            .put()
            .uri("/namespaces/team-a/connections/bombed")
            .contentType(MediaType.APPLICATION_JSON)
            .body(RunningConsole.request(it.forge.url(), AttackedConsole.TOKEN))
            .exchange()
            .expectStatus()
            .isCreated();
    }

    @AfterAll
    static void stop() {
        it.close();
    }

    @BeforeEach
    void signIn() {
        String[] session = SignIn.byToken(it.console.url(), "editor-token").split("=", 2);
        var cookies = new CookieManager();
        var cookie = new HttpCookie(session[0], session[1]);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(it.console.url()), cookie);
        browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    }

    /** Fits a form, and what YAML, JSON, PEM, patterns, and numbers blow up. */
    static List<String> bombs() {
        return List.of(
            aliases(),
            "&a [*a]",
            "[".repeat(20_000),
            "{\"a\":".repeat(9_000),
            "- ".repeat(20_000) + "x",
            "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]",
            "!!seq x",
            "!!str [a]",
            "!!int x",
            "!!binary '%'",
            "9".repeat(40_000),
            "1e999999999",
            "-----BEGIN CERTIFICATE-----\n" + "A".repeat(40_000),
            "-----BEGIN CERTIFICATE-----\nMIAwgDCAMIAwgA==\n-----END CERTIFICATE-----\n".repeat(400),
            "-----BEGIN CERTIFICATE-----\n".repeat(1_400),
            "a".repeat(30_000) + "!",
            "a-".repeat(15_000),
            "x=1\n".repeat(8_000),
            "http://" + "a.".repeat(15_000),
            "http://[" + ":".repeat(20_000),
            ":".repeat(40_000) + "/",
            "the,".repeat(10_000),
            "\u0000\u0001\u001b[2J\u202e",
            "%s%n${jndi:ldap://127.0.0.1/a}__${T(java.lang.Runtime)}"
        );
    }

    private static String aliases() {
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("a" + i + ": &a" + i + " [" + String.join(",", Collections.nCopies(9, "*a" + (i - 1))) + "]\n");
        }
        return yaml + "runnerConfig: *a39\n";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(it.console.url() + path)));
    }

    /** The status. A form that is too long for the console is not read to its end, which some see as a broken connection. */
    private int post(String page, String to, Map<String, String> fields) throws IOException, InterruptedException {
        var csrf = CSRF.matcher(get(page).body());
        assertThat(csrf.find()).as(page).isTrue();
        var form = new ArrayList<String>();
        form.add("_csrf=" + encoded(csrf.group(1)));
        fields.forEach((name, value) -> form.add(name + "=" + encoded(value)));
        String body = String.join("&", form);
        try {
            return send(
                HttpRequest.newBuilder(URI.create(it.console.url() + to))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body))
            ).statusCode();
        } catch (IOException e) {
            assertThat(body.length())
                .as(e.toString())
                .isGreaterThan(64 * 1024);
            return 413;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A step is shown again with what is wrong, or the next one is. */
    @ParameterizedTest
    @MethodSource("bombs")
    void inEveryFieldOfTheWizard(String bomb) throws Exception {
        String wizard = get("/setup").uri().getPath().replace("/forge", "");
        String forge = it.forge.url();
        var steps = List.of(
            Map.entry("/forge", Map.of("url", bomb, "platform", "auto")),
            Map.entry("/forge", Map.of("url", forge, "platform", bomb)),
            Map.entry("/forge", Map.of("url", forge, "platform", "auto", "ca", bomb)),
            Map.entry("/forge", Map.of("url", forge, "platform", "auto")),
            Map.entry("/scope", Map.of("kind", bomb)),
            Map.entry("/scope", Map.of("kind", "org", "org", bomb)),
            Map.entry("/scope", Map.of("kind", "repo", "owner", bomb, "repo", bomb)),
            Map.entry("/scope", Map.of("kind", "admin", "runnerLabels", bomb)),
            Map.entry("/scope", Map.of("kind", "admin")),
            Map.entry("/token", Map.of("source", "value", "value", bomb)),
            Map.entry("/token", Map.of("source", "secret", "secretName", bomb, "secretKey", bomb)),
            Map.entry("/token", Map.of("source", "value", "value", AttackedConsole.TOKEN)),
            Map.entry("/namespace", Map.of("namespace", bomb, "name", bomb)),
            Map.entry("/namespace", Map.of("namespace", "team-a", "name", "b", "labels", bomb)),
            Map.entry("/namespace", Map.of("namespace", "team-a", "name", "b", "annotations", bomb)),
            Map.entry("/namespace", Map.of("namespace", "team-a", "name", "b", "nameOverride", bomb)),
            Map.entry("/namespace", Map.of("namespace", "team-a", "name", "b"))
        );
        for (var step : steps) {
            for (String path : List.of(step.getKey(), step.getKey() + "/preview")) {
                assertThat(post(wizard + "/forge", wizard + path, step.getValue()))
                    .as(path + " " + step.getValue().keySet())
                    .isIn(200, 403, 404, 405, 413, 422);
            }
        }
        // What is right after all of it goes on.
        assertThat(get(wizard + "/review").body()).contains("TriggerAuthentication");
    }

    static Stream<Arguments> fieldsOfScaleSets() {
        return Stream.of(
            "/connection",
            "/mode",
            "/labels",
            "/labels/0",
            "/image",
            "/containers",
            "/scalingStrategy",
            "/registration/token",
            "/registration/secretName",
            "/resources/limits/cpu",
            "/env/0/name",
            "/env/0/value",
            "/nodeSelector/a",
            "/tolerations/0/key",
            "/affinity/nodeAffinity",
            "/priorityClassName",
            "/serviceAccountName",
            "/proxy/httpProxy",
            "/ca/configMap",
            "/podAnnotations/a",
            "/persistence/size",
            "/runnerConfig",
            "/podTemplate/spec/containers/0/image",
            "/max"
        ).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("fieldsOfScaleSets")
    void inEveryFieldOfAScaleSet(String field) {
        for (String bomb : bombs()) {
            String body = JsonMapper.shared().writeValueAsString(
                Map.of("connection", "bombed", "labels", List.of("docker:host"), "registration", Map.of("token", "t"))
            );
            var tree = JsonMapper.shared().readTree(body);
            String with = JsonMapper.shared().writeValueAsString(with(tree, field, bomb));
            it.as("editor")
                .put()
                .uri("/namespaces/team-a/scale-sets/bombed?dryRun=true")
                .contentType(MediaType.APPLICATION_JSON)
                .body(with)
                .exchange()
                .expectStatus()
                .value(s ->
                    assertThat(s)
                        .as(field + " " + bomb.substring(0, Math.min(20, bomb.length())))
                        .isIn(200, 201, 400, 403, 404, 413, 422)
                );
        }
    }

    /** A request with a text at a JSON pointer, with what leads there. */
    private static Object with(JsonNode tree, String pointer, String text) {
        String[] steps = pointer.substring(1).split("/", -1);
        Object value = text;
        for (int i = steps.length - 1; i > 0; i--) {
            value = steps[i].equals("0") ? List.of(value) : Map.of(steps[i], value);
        }
        var all = new HashMap<String, Object>();
        tree.properties().forEach(each -> all.put(each.getKey(), each.getValue()));
        all.put(steps[0], value);
        return all;
    }

    /** The form, whose settings are YAML, and the values of a Helm release that are pasted. */
    @ParameterizedTest
    @MethodSource("bombs")
    void inTheFormsOfScaleSetsAndHelm(String bomb) throws Exception {
        String form = "/connections/team-a/bombed/scale-sets/new";
        for (String field : List.of(
            "name",
            "labels",
            "max",
            "mode",
            "containers",
            "registration",
            "token",
            "settings"
        )) {
            var fields = new HashMap<>(Map.of("name", "bombed"));
            fields.put(field, bomb);
            assertThat(post(form, form, fields))
                .as(field)
                .isIn(200, 403, 404, 413, 422);
        }
        assertThat(post("/helm", "/helm", Map.of("namespace", "team-a", "values", bomb))).isIn(200, 413, 422);
        assertThat(it.console.log()).doesNotContain("OutOfMemoryError", "StackOverflowError");
    }
}
