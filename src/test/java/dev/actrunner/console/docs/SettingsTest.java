package dev.actrunner.console.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every setting that a document, a manifest or a message names is one that the console has. */
class SettingsTest {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Pattern SETTING = Pattern.compile("(?<![\\w./-])console(?:\\.[a-z][a-z0-9-]*)+");
    private static final List<String> PLACES = List.of(
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "docs/guide",
        "docs/security.md",
        "docs/monitoring.md",
        "docs/checks.md",
        "deploy",
        "src/main/java",
        "src/main/resources"
    );

    private static Set<String> settings() throws IOException {
        JsonNode metadata = JsonMapper.shared().readTree(Files.readString(METADATA));
        return Stream.of("properties", "groups")
            .flatMap(part -> metadata.path(part).valueStream())
            .map(entry -> entry.path("name").asString())
            .filter(name -> name.startsWith("console"))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void existWhereverTheyAreNamed() throws IOException {
        Set<String> settings = settings();
        assertThat(settings).contains("console.forge.probe-timeout");
        var unknown = new TreeSet<String>();
        for (String place : PLACES) {
            try (var files = Files.walk(Path.of(place))) {
                for (Path file : files.filter(SettingsTest::isText).toList()) {
                    SETTING.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group())
                        .filter(name -> !name.startsWith("console.actrunner"))
                        .filter(name -> settings.stream().noneMatch(known -> (known + ".").startsWith(name + ".")))
                        .forEach(name -> unknown.add(file + ": " + name));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static boolean isText(Path file) {
        return Pattern.matches(".*\\.(md|java|ya?ml|properties|html)", file.toString()) && Files.isRegularFile(file);
    }
}
