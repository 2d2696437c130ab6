package dev.actrunner.console;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules' arrows point one way, no module reaches into another, and no package is a heap. */
@Tag("slow")
class ModularityTest {

    private static final int LINES_PER_FILE = 250;
    private static final int FILES_PER_PACKAGE = 15;

    /** What Spring generates for the image, and leaves among the classes. */
    private static final Pattern GENERATED = Pattern.compile(".*__[^/]*\\.class");

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests())
        .withImportOption(location -> !location.matches(GENERATED))
        .importPackagesOf(ActRunnerConsole.class);

    @Test
    void modulesUseOnlyWhatTheyName() {
        ApplicationModules.of(ActRunnerConsole.class).verify();
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.actrunner.console.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesAreSmall() {
        assertThat(
            CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(Predicate.not(c -> c.getSimpleName().equals("package-info")))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()))
        ).allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(FILES_PER_PACKAGE));
    }

    @Test
    void filesAreShort() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file ->
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LINES_PER_FILE)
            );
        }
    }
}
