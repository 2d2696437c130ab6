package dev.actrunner.console.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Fails on a setting, field, endpoint, finding, file or test that README or docs name and that does not exist. */
@Tag("slow")
class DocumentsTest {

    private static final Pattern SETTING = Pattern.compile("console(\\.[a-z][a-z0-9-]*)+");
    private static final Pattern ENDPOINT = Pattern.compile("(GET|PUT|POST|DELETE|PATCH) (/[A-Za-z0-9/{}._…-]+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern PATH = Pattern.compile(
        "`((?:docs|deploy|bench|frontend|src|\\.ci)/[A-Za-z0-9._/-]*)`"
    );
    private static final Pattern FIELD = Pattern.compile(
        "`((?:forge|scope|token|triggerAuthentication)\\.[a-zA-Z]+)[:`]"
    );

    /** A class of tests, a test of it, or a test of the class that the line named before. */
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT|Suite)|)(\\.[a-z]\\w*|)`");
    private static final Pattern TEST_METHOD = Pattern.compile("(?m)^\\s+void (\\w+)\\(");
    private static final Pattern BASE_CLASS = Pattern.compile("(?m)^(?:abstract )?class \\w+ extends (\\w+)");

    /** Groups of settings, and names that look like settings. */
    private static final Set<String> OTHERS = Set.of("console.actrunner.dev", "console.diagnosis");

    private static Map<Path, String> documents() {
        var documents = new LinkedHashMap<Path, String>();
        try (Stream<Path> docs = Files.walk(Path.of("docs")); Stream<Path> deploy = Files.walk(Path.of("deploy"))) {
            Stream.of(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("SECURITY.md")), docs, deploy)
                .flatMap(s -> s)
                .filter(p -> p.toString().endsWith(".md") && !p.startsWith("docs/decisions"))
                .forEach(p -> documents.put(p, read(p)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> found(Pattern pattern, String text, int group) {
        return pattern
            .matcher(text)
            .results()
            .map((MatchResult r) -> r.group(group));
    }

    @Test
    void namesSettingsThatThereAre() {
        Set<String> settings = settings();
        assertThat(settings).contains("console.forge.probe-timeout", "console.security.oidc.username-claim");
        documents().forEach((document, text) ->
            assertThat(found(SETTING, text, 0).distinct())
                .as(document.toString())
                .filteredOn(named -> !OTHERS.contains(named))
                .allSatisfy(named -> assertThat(settings).contains(named))
        );
    }

    /** Every setting, and every group of them. */
    private static Set<String> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var settings = new TreeSet<String>();
        scanner.findCandidateComponents("dev.actrunner.console").forEach(found -> {
            try {
                Class<?> type = Class.forName(found.getBeanClassName());
                add(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        return settings;
    }

    private static void add(String prefix, Class<?> type, Set<String> settings) {
        settings.add(prefix);
        settings.add(prefix.contains(".") ? prefix.substring(0, prefix.lastIndexOf('.')) : prefix);
        for (RecordComponent component : type.getRecordComponents()) {
            String dashed = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            String name = ConfigurationPropertyName.of(prefix + "." + dashed).toString();
            settings.add(name);
            if (component.getType().isRecord()) {
                add(name, component.getType(), settings);
            }
        }
    }

    @Test
    void namesEndpointsThatThereAre() {
        Set<String> endpoints;
        try (var cluster = EmbeddedCluster.start(); var console = RunningConsole.on(cluster)) {
            endpoints = console
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(mapping ->
                    mapping
                        .getPatternValues()
                        .stream()
                        .flatMap(path ->
                            mapping
                                .getMethodsCondition()
                                .getMethods()
                                .stream()
                                .map(method -> method + " " + shape(path))
                        )
                )
                .collect(Collectors.toSet());
        }
        assertThat(endpoints).contains("POST /api/v1/probes");
        documents().forEach((document, text) ->
            assertThat(ENDPOINT.matcher(text).results())
                .as(document.toString())
                .filteredOn(r -> r.group(2).startsWith("/api/v1/") && !isForges(r.group(2)))
                .allSatisfy(r -> assertThat(endpoints).contains(r.group(1) + " " + shape(r.group(2))))
        );
    }

    /** The forges' API is at the same place. */
    private static boolean isForges(String path) {
        return Stream.of(
            "/api/v1/version",
            "/api/v1/admin/",
            "/api/v1/orgs/",
            "/api/v1/user",
            "/api/v1/repos/"
        ).anyMatch(path::startsWith);
    }

    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*\\}", "{}").replaceAll("[.]$", "");
    }

    @Test
    void namesFilesThatThereAre() {
        documents().forEach((document, text) -> {
            Path folder = document.getParent() == null ? Path.of("") : document.getParent();
            assertThat(found(LINK, text, 1).map(folder::resolve))
                .as(document.toString())
                .allMatch(Files::exists);
            assertThat(found(PATH, text, 1).map(Path::of))
                .as(document.toString())
                .allMatch(Files::exists);
        });
    }

    @Test
    void namesFieldsThatThereAre() {
        Set<String> fields = Arrays.stream(ConnectionRequest.class.getRecordComponents())
            .flatMap(component ->
                component.getType().isRecord()
                    ? Arrays.stream(component.getType().getRecordComponents()).map(
                          inner -> component.getName() + "." + inner.getName()
                      )
                    : Stream.of(component.getName())
            )
            .collect(Collectors.toSet());
        assertThat(fields).contains("token.secretName", "forge.url");
        documents().forEach((document, text) ->
            assertThat(found(FIELD, text, 1))
                .as(document.toString())
                .filteredOn(named -> !isCalledAlike(named))
                .allSatisfy(named -> assertThat(fields).contains(named))
        );
    }

    /** Some checks, findings and packages are called as fields are. */
    private static boolean isCalledAlike(String named) {
        return (
            Arrays.stream(CheckId.values()).anyMatch(check -> check.id().equals(named)) ||
            Arrays.stream(Finding.values()).anyMatch(finding -> finding.id().equals(named)) ||
            Files.isDirectory(Path.of("src/main/java/dev/actrunner/console", named.split("\\.")))
        );
    }

    @Test
    void everyTestThatADocumentNamesExists() {
        Set<String> tests = tests();
        assertThat(tests).contains("LeakIT", "ConnectionSuite.honoursConditions", "RealClusterIT.honoursConditions");
        assertThat(named("`LeakIT`, `ScaleSetIT.one`, `.two`")).containsExactly(
            "LeakIT",
            "ScaleSetIT.one",
            "ScaleSetIT.two"
        );
        documents().forEach((document, text) ->
            assertThat(named(text))
                .as(document.toString())
                .allSatisfy(named -> assertThat(tests).contains(named))
        );
    }

    private static List<String> named(String text) {
        var named = new ArrayList<String>();
        text.lines().forEach(line -> {
            String type = "";
            for (MatchResult each : TEST.matcher(line).results().toList()) {
                type = each.group(1).isEmpty() ? type : each.group(1);
                if (!type.isEmpty()) {
                    named.add(type + each.group(2));
                }
            }
        });
        return named;
    }

    /** Every class of the tests, and each with its methods and those of the classes that it extends. */
    private static Set<String> tests() {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.merge(file.toFile().getName().replace(".java", ""), read(file), String::concat);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var tests = new TreeSet<String>();
        sources.keySet().forEach(name -> {
            tests.add(name);
            String type = name;
            while (!type.isEmpty()) {
                String source = sources.getOrDefault(type, "");
                found(TEST_METHOD, source, 1).forEach(method -> tests.add(name + "." + method));
                type = found(BASE_CLASS, source, 1).findFirst().orElse("");
            }
        });
        return tests;
    }

    /** Texts of the console name settings and fields too. */
    @Test
    void saysNothingOfSettingsThatThereAreNot() {
        Set<String> settings = settings();
        for (String file : List.of(
            "src/main/resources/messages.properties",
            "src/main/resources/messages_de.properties"
        )) {
            assertThat(found(SETTING, read(Path.of(file)), 0))
                .as(file)
                .filteredOn(named -> !OTHERS.contains(named))
                .allSatisfy(named -> assertThat(settings).contains(named));
        }
    }
}
