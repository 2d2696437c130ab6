package dev.actrunner.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/**
 * Keeps the diagram and the table of {@code docs/architecture.md} what the code says. After a change of the modules:
 * {@code ARCHITECTURE_WRITE=1 ./mvnw test -Dtest=ArchitecturePageTest}.
 */
@Tag("slow")
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->\n";

    private final ApplicationModules modules = ApplicationModules.of(ActRunnerConsole.class);

    @Test
    void showsTheModulesAsTheyAre() throws IOException {
        String page = Files.readString(PAGE);
        String current =
            page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + generated() + page.substring(page.indexOf(END));
        if (System.getenv("ARCHITECTURE_WRITE") != null) {
            Files.writeString(PAGE, current);
            page = current;
        }
        assertThat(page).isEqualTo(current);
    }

    private String generated() throws IOException {
        var text = new StringBuilder("```mermaid\nflowchart TD\n");
        for (ApplicationModule module : sorted()) {
            targets(module).forEach(target ->
                text.append("    ").append(module.getIdentifier()).append(" --> ").append(target).append('\n')
            );
        }
        text.append("```\n\n| package | what it does |\n|---|---|\n");
        for (ApplicationModule module : sorted()) {
            row(
                text,
                module.getIdentifier().toString(),
                "",
                Path.of(module.getBasePackage().getName().replace('.', '/'))
            );
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String module, String room, Path folder) throws IOException {
        Path info = SOURCES.resolve(folder).resolve("package-info.java");
        String name = room.isEmpty() ? "**" + module + "**" : module + "." + room;
        text.append("| ")
            .append(name)
            .append(" | ")
            .append(summary(Files.readString(info)))
            .append(" |\n");
        try (Stream<Path> below = Files.list(SOURCES.resolve(folder))) {
            for (Path inner : below.filter(Files::isDirectory).sorted().toList()) {
                row(text, module, inner.getFileName().toString(), SOURCES.relativize(inner));
            }
        }
    }

    /** The first sentence of a package's Javadoc. */
    private static String summary(String info) {
        String javadoc = info.substring(info.indexOf("/**") + 3, info.indexOf("*/"));
        String line = javadoc.replaceAll("\\s*\\n \\*\\s?", " ").replaceAll("\\{@\\w+ ([^}]*)}", "$1").strip();
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private List<ApplicationModule> sorted() {
        return modules
            .stream()
            .sorted((a, b) -> a.getIdentifier().toString().compareTo(b.getIdentifier().toString()))
            .toList();
    }

    /** The modules that a module uses itself; what it reaches only by way of one of them has no arrow of its own. */
    private List<String> targets(ApplicationModule module) {
        List<String> direct = direct(module);
        return direct
            .stream()
            .filter(target -> direct.stream().noneMatch(other -> !other.equals(target) && reaches(other, target)))
            .collect(Collectors.toList());
    }

    private List<String> direct(ApplicationModule module) {
        return module
            .getDirectDependencies(modules)
            .uniqueModules()
            .map(m -> m.getIdentifier().toString())
            .sorted()
            .toList();
    }

    private boolean reaches(String from, String to) {
        Optional<ApplicationModule> module = modules.getModuleByName(from);
        return module
            .map(m ->
                m
                    .getDependencies(modules, DependencyDepth.ALL)
                    .uniqueModules()
                    .anyMatch(t -> t.getIdentifier().toString().equals(to))
            )
            .orElse(false);
    }
}
