package dev.actrunner.console.connection.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.TokenSource;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ForgeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ScopeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TokenRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TriggerAuthenticationRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.Platform;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names, labels and {@code spec} for each of the chart's values and the console's own, as the chart 0.2.24 would render
 * them; every expectation is written out by hand.
 */
class ManifestsTest {

    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    /** A request with what every one needs, to be varied. */
    private static final class Values {

        private String release = "ci";
        private ScopeRequest scope = new ScopeRequest("admin", null, null, null);
        private TokenRequest token = new TokenRequest("secret-token", null, null);
        private @Nullable TriggerAuthenticationRequest authentication;
        private @Nullable List<String> runnerLabels;
        private @Nullable String nameOverride;
        private @Nullable String fullnameOverride;
        private @Nullable Map<String, String> labels;
        private @Nullable Map<String, String> annotations;
        private @Nullable Platform platform;

        Values release(String name) {
            release = name;
            return this;
        }

        Values org(String org) {
            scope = new ScopeRequest("org", org, null, null);
            return this;
        }

        Values user() {
            scope = new ScopeRequest("user", null, null, null);
            return this;
        }

        Values repo(String owner, String repo) {
            scope = new ScopeRequest("repo", null, owner, repo);
            return this;
        }

        Values key(String key) {
            token = new TokenRequest("secret-token", null, key);
            return this;
        }

        Values existingSecret(String name, @Nullable String key) {
            token = new TokenRequest(null, name, key);
            return this;
        }

        Values authentication(@Nullable Boolean create, @Nullable String name, @Nullable Boolean clusterScoped) {
            authentication = new TriggerAuthenticationRequest(create, name, clusterScoped);
            return this;
        }

        Values runnerLabels(String... names) {
            runnerLabels = List.of(names);
            return this;
        }

        Values nameOverride(String name) {
            nameOverride = name;
            return this;
        }

        Values fullnameOverride(String name) {
            fullnameOverride = name;
            return this;
        }

        Values label(String key, String value) {
            labels = Map.of(key, value);
            return this;
        }

        Values annotation(String key, String value) {
            annotations = Map.of(key, value);
            return this;
        }

        Values found(Platform found) {
            platform = found;
            return this;
        }

        String render() {
            var request = new ConnectionRequest(
                new ForgeRequest("https://git.example.com", null, null),
                scope,
                token,
                authentication,
                runnerLabels,
                nameOverride,
                fullnameOverride,
                labels,
                annotations
            );
            ConnectionSpec spec = new ConnectionRequestValidator(VALIDATOR).check(request);
            var key = new ConnectionKey("team-a", release);
            SecretRef ref = switch (spec.token()) {
                case TokenSource.Existing(String name, String secretKey) -> new SecretRef(name, secretKey, false);
                case TokenSource.Given(_, String secretKey) -> new SecretRef(
                    ChartNames.of(release, spec).secret(),
                    secretKey,
                    true
                );
                case TokenSource.Stored() -> throw new AssertionError();
            };
            ApiToken given = spec.token() instanceof TokenSource.Given(ApiToken it, _) ? it : null;
            var chosen = new ResolvedToken(new ApiToken("0".repeat(40)), ref, given, null);
            Manifests manifests = Manifests.render(key, spec, chosen, TokenBinding.to(spec.forge()), platform);
            var objects = new ArrayList<String>();
            Stream.<@Nullable Object>of(manifests.secret(), manifests.authentication())
                .filter(Objects::nonNull)
                .map(object -> SERIALIZATION.convertValue(object, TreeMap.class))
                .map(ManifestsTest::lines)
                .forEach(objects::add);
            return String.join("---\n", objects);
        }
    }

    /** An object as one line a field, sorted: {@code metadata.name: ci}. */
    private static String lines(Map<?, ?> object) {
        var lines = new ArrayList<String>();
        collect("", object, lines);
        return String.join("\n", lines.stream().sorted().toList()) + "\n";
    }

    private static void collect(String path, @Nullable Object value, List<String> lines) {
        switch (value) {
            case null -> {
            }
            case Map<?, ?> map -> map.forEach((k, v) ->
                collect(path.isEmpty() ? k.toString() : path + " " + k, v, lines)
            );
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collect(path + "[" + i + "]", list.get(i), lines);
                }
            }
            default -> lines.add(path + ": " + value);
        }
    }

    /** {@code secret-token} in base64. */
    private static final String DATA = "c2VjcmV0LXRva2Vu";

    private static String secret(String name, String chart, String release, String... more) {
        String[] lines = Stream.concat(
            Stream.of("metadata annotations console.actrunner.dev/forge-origin: https://git.example.com"),
            Stream.of(more)
        ).toArray(String[]::new);
        return object("v1", "Secret", name, "team-a", chart, release, lines).replace("SPEC", "type: Opaque\n");
    }

    private static String trigger(
        String name,
        String secret,
        String key,
        String chart,
        String release,
        String... more
    ) {
        return object("keda.sh/v1alpha1", "TriggerAuthentication", name, "team-a", chart, release, more).replace(
            "SPEC",
            "spec secretTargetRef[0] key: " +
                key +
                "\nspec secretTargetRef[0] name: " +
                secret +
                "\nspec secretTargetRef[0] parameter: token\n"
        );
    }

    private static String object(
        String apiVersion,
        String kind,
        String name,
        @Nullable String namespace,
        String chart,
        String release,
        String... more
    ) {
        var lines = new ArrayList<String>();
        lines.add("apiVersion: " + apiVersion);
        lines.add("kind: " + kind);
        lines.add("metadata labels app.kubernetes.io/component: autoscaler-config");
        lines.add("metadata labels app.kubernetes.io/instance: " + release);
        lines.add("metadata labels app.kubernetes.io/managed-by: act-runner-console");
        lines.add("metadata labels app.kubernetes.io/name: " + chart);
        lines.add("metadata labels app.kubernetes.io/version: 0.2.24");
        lines.add("metadata name: " + name);
        if (namespace != null) {
            lines.add("metadata namespace: " + namespace);
        }
        lines.addAll(List.of(more));
        return String.join("\n", lines) + "\nSPEC";
    }

    private static String sorted(String... objects) {
        return String.join(
            "---\n",
            Stream.of(objects)
                .map(o -> String.join("\n", o.lines().sorted().toList()) + "\n")
                .toList()
        );
    }

    private static final String CHART = "act-runner-controller";
    private static final String URL = "metadata annotations console.actrunner.dev/forge-url: https://git.example.com";
    private static final String ADMIN = "metadata annotations console.actrunner.dev/scope: admin";
    private static final String MANAGED = "metadata annotations console.actrunner.dev/secret: managed";
    private static final String EXISTING = "metadata annotations console.actrunner.dev/secret: existing";
    private static final String CI_SECRET = "ci-act-runner-controller-forgejo-api";
    private static final String CI_TRIGGER = "ci-act-runner-controller-trigger-auth";
    private static final String LONG = "a".repeat(50);

    /** What a token under the key {@code token} and the plain values make for release {@code ci}. */
    private static String plainSecret(String... more) {
        return secret(
            CI_SECRET,
            CHART,
            "ci",
            Stream.concat(Stream.of("data token: " + DATA), Stream.of(more)).toArray(String[]::new)
        );
    }

    private static String plainTrigger(String... more) {
        return trigger(
            CI_TRIGGER,
            CI_SECRET,
            "token",
            CHART,
            "ci",
            Stream.concat(Stream.of(URL, MANAGED), Stream.of(more)).toArray(String[]::new)
        );
    }

    private static Arguments row(String title, Values values, String... expected) {
        return Arguments.of(title, values, sorted(expected));
    }

    static Stream<Arguments> combinations() {
        String token = "data token: " + DATA;
        return Stream.of(
            row("the chart's defaults", new Values(), plainSecret(), plainTrigger(ADMIN)),
            row(
                "scope org",
                new Values().org("acme"),
                plainSecret(),
                plainTrigger(
                    "metadata annotations console.actrunner.dev/scope: org",
                    "metadata annotations console.actrunner.dev/org: acme"
                )
            ),
            row(
                "scope user",
                new Values().user(),
                plainSecret(),
                plainTrigger("metadata annotations console.actrunner.dev/scope: user")
            ),
            row(
                "scope repo",
                new Values().repo("acme", "app"),
                plainSecret(),
                plainTrigger(
                    "metadata annotations console.actrunner.dev/scope: repo",
                    "metadata annotations console.actrunner.dev/owner: acme",
                    "metadata annotations console.actrunner.dev/repo: app"
                )
            ),
            row(
                "apiTokenSecret.key",
                new Values().key("FORGE_TOKEN"),
                secret(CI_SECRET, CHART, "ci", "data FORGE_TOKEN: " + DATA),
                trigger(CI_TRIGGER, CI_SECRET, "FORGE_TOKEN", CHART, "ci", URL, MANAGED, ADMIN)
            ),
            row(
                "apiTokenSecret.name",
                new Values().existingSecret("forge-token", null),
                trigger(CI_TRIGGER, "forge-token", "token", CHART, "ci", URL, EXISTING, ADMIN)
            ),
            row(
                "apiTokenSecret.name and key",
                new Values().existingSecret("forge-token", "api"),
                trigger(CI_TRIGGER, "forge-token", "api", CHART, "ci", URL, EXISTING, ADMIN)
            ),
            row(
                "triggerAuthentication.create false",
                new Values().authentication(false, null, null),
                plainSecret(URL, ADMIN)
            ),
            row(
                "triggerAuthentication.create false, scope org",
                new Values().authentication(false, null, null).org("acme"),
                plainSecret(
                    URL,
                    "metadata annotations console.actrunner.dev/scope: org",
                    "metadata annotations console.actrunner.dev/org: acme"
                )
            ),
            row(
                "triggerAuthentication.name",
                new Values().authentication(null, "forge-auth", null),
                plainSecret(),
                trigger("forge-auth", CI_SECRET, "token", CHART, "ci", URL, MANAGED, ADMIN)
            ),
            row(
                "a release that contains the chart's name",
                new Values().release("my-act-runner-controller"),
                secret("my-act-runner-controller-forgejo-api", CHART, "my-act-runner-controller", token),
                trigger(
                    "my-act-runner-controller-trigger-auth",
                    "my-act-runner-controller-forgejo-api",
                    "token",
                    CHART,
                    "my-act-runner-controller",
                    URL,
                    MANAGED,
                    ADMIN
                )
            ),
            row(
                "a release called as the chart",
                new Values().release(CHART),
                secret("act-runner-controller-forgejo-api", CHART, CHART, token),
                trigger(
                    "act-runner-controller-trigger-auth",
                    "act-runner-controller-forgejo-api",
                    "token",
                    CHART,
                    CHART,
                    URL,
                    MANAGED,
                    ADMIN
                )
            ),
            row(
                "nameOverride",
                new Values().nameOverride("runners"),
                secret("ci-runners-forgejo-api", "runners", "ci", token),
                trigger(
                    "ci-runners-trigger-auth",
                    "ci-runners-forgejo-api",
                    "token",
                    "runners",
                    "ci",
                    URL,
                    MANAGED,
                    ADMIN
                )
            ),
            row(
                "nameOverride that the release contains",
                new Values().release("ci-runners").nameOverride("runners"),
                secret("ci-runners-forgejo-api", "runners", "ci-runners", token),
                trigger(
                    "ci-runners-trigger-auth",
                    "ci-runners-forgejo-api",
                    "token",
                    "runners",
                    "ci-runners",
                    URL,
                    MANAGED,
                    ADMIN
                )
            ),
            row(
                "fullnameOverride",
                new Values().fullnameOverride("forge"),
                secret("forge-forgejo-api", CHART, "ci", token),
                trigger("forge-trigger-auth", "forge-forgejo-api", "token", CHART, "ci", URL, MANAGED, ADMIN)
            ),
            row(
                "fullnameOverride and nameOverride: the label takes the one, the names the other",
                new Values().fullnameOverride("forge").nameOverride("runners"),
                secret("forge-forgejo-api", "runners", "ci", token),
                trigger("forge-trigger-auth", "forge-forgejo-api", "token", "runners", "ci", URL, MANAGED, ADMIN)
            ),
            row(
                "fullnameOverride with an existing Secret",
                new Values().fullnameOverride("forge").existingSecret("forge-token", null),
                trigger("forge-trigger-auth", "forge-token", "token", CHART, "ci", URL, EXISTING, ADMIN)
            ),
            row(
                "fullnameOverride and triggerAuthentication.name",
                new Values().fullnameOverride("forge").authentication(true, "auth", null),
                secret("forge-forgejo-api", CHART, "ci", token),
                trigger("auth", "forge-forgejo-api", "token", CHART, "ci", URL, MANAGED, ADMIN)
            ),
            row(
                "a fullname of more than 63 characters is cut, and what is built on it too",
                new Values().release(LONG),
                secret(LONG + "-act-runner-c", CHART, LONG, token),
                trigger(LONG + "-act-runner-c", LONG + "-act-runner-c", "token", CHART, LONG, URL, MANAGED, ADMIN)
            ),
            row(
                "a cut that ends at a dash loses the dash",
                new Values().fullnameOverride("b".repeat(62) + "-rest"),
                secret("b".repeat(62), CHART, "ci", token),
                trigger("b".repeat(62), "b".repeat(62), "token", CHART, "ci", URL, MANAGED, ADMIN)
            ),
            row(
                "additionalLabels",
                new Values().label("team", "ci"),
                plainSecret("metadata labels team: ci"),
                plainTrigger(ADMIN, "metadata labels team: ci")
            ),
            row(
                "additionalAnnotations",
                new Values().annotation("example.com/contact", "ci@example.com"),
                plainSecret("metadata annotations example.com/contact: ci@example.com"),
                plainTrigger(ADMIN, "metadata annotations example.com/contact: ci@example.com")
            ),
            row(
                "additionalLabels and additionalAnnotations without a TriggerAuthentication",
                new Values().label("team", "ci").annotation("note", "a: b").authentication(false, null, null),
                plainSecret(URL, ADMIN, "metadata labels team: ci", "metadata annotations note: a: b")
            ),
            row(
                "runnerLabels",
                new Values().runnerLabels("docker", "ubuntu-latest"),
                plainSecret(),
                plainTrigger(ADMIN, "metadata annotations console.actrunner.dev/runner-labels: docker,ubuntu-latest")
            ),
            row(
                "the platform that the probe found",
                new Values().found(Platform.FORGEJO),
                plainSecret(),
                plainTrigger(ADMIN, "metadata annotations console.actrunner.dev/platform: forgejo")
            ),
            row(
                "clusterScoped: no namespace, the Secret stays in its own",
                new Values().authentication(true, null, true),
                plainSecret(),
                object(
                    "keda.sh/v1alpha1",
                    "ClusterTriggerAuthentication",
                    CI_TRIGGER,
                    null,
                    CHART,
                    "ci",
                    URL,
                    MANAGED,
                    ADMIN
                ).replace(
                    "SPEC",
                    "spec secretTargetRef[0] key: token\nspec secretTargetRef[0] name: " +
                        CI_SECRET +
                        "\nspec secretTargetRef[0] parameter: token\n"
                )
            )
        );
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combinations")
    void rendersWhatTheChartWould(String title, Values values, String expected) {
        assertThat(values.render()).as(title).isEqualTo(expected);
    }
}
