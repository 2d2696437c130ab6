package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/checks.md} what the catalogue says. After a change of the catalogue:
 * {@code CHECKS_WRITE=1 ./mvnw test -Dtest=ChecksPageTest}.
 */
class ChecksPageTest {

    private static final Path PAGE = Path.of("docs/checks.md");

    /** What users met, and the finding that answers it. */
    private static final Map<String, List<Finding>> ANSWERS = Answers.all();

    @Test
    void isWhatTheCatalogueSays() throws IOException {
        String page = page();
        if (System.getenv("CHECKS_WRITE") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void idsAreUniqueAndMany() {
        assertThat(Stream.of(Finding.values()).map(Finding::id))
            .doesNotHaveDuplicates()
            .hasSizeGreaterThanOrEqualTo(45);
    }

    private static String page() {
        var page = new StringBuilder();
        page.append("# Checks and findings\n\n");
        page.append("Generated from the catalogue in `dev.actrunner.console.diagnosis.Finding`.\n\n");
        page.append("A probe makes these checks, in this order:\n\n| check | passes when |\n|---|---|\n");
        for (CheckId check : CheckId.values()) {
            page.append("| `").append(check.id()).append("` | ").append(check.title()).append(" |\n");
        }
        page.append(
            "\nA check that does not pass has a finding. *fail*: KEDA would not scale rightly. *warn*: it would.\n"
        );
        for (Finding finding : Finding.values()) {
            page.append("\n### ")
                .append(finding.anchor())
                .append("\n\n`")
                .append(finding.id())
                .append("`, ")
                .append(finding.outcome().id())
                .append(" of `")
                .append(finding.check().id())
                .append("`. ")
                .append(finding.when())
                .append("\n\n")
                .append(finding.cure())
                .append('\n');
        }
        page.append("\n## What goes wrong, and which finding says so\n\n| what users met | findings |\n|---|---|\n");
        ANSWERS.forEach((what, findings) -> {
            String ids = findings
                .stream()
                .map(f -> "[`" + f.id() + "`](#" + f.anchor() + ")")
                .reduce((a, b) -> a + ", " + b)
                .orElse("not yet");
            page.append("| ").append(what).append(" | ").append(ids).append(" |\n");
        });
        return page.toString();
    }
}
