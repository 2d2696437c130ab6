package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/checks.md} what the catalogue says. After a change of the catalogue:
 * {@code CHECKS_WRITE=1 ./mvnw test -Dtest=ChecksPageTest}.
 */
class ChecksPageTest {

    private static final Path PAGE = Path.of("docs/checks.md");

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

    @Test
    void answersThirtyReportedFailures() {
        assertThat(ReportedFailures.reported()).hasSize(30);
    }

    @Test
    void namesKedasSourceForWhatKedaDecides() {
        Set<CheckId> kedas = EnumSet.of(CheckId.LATENCY, CheckId.TRIGGER, CheckId.SCALED_RESOURCES, CheckId.METRIC);
        assertThat(Finding.values())
            .filteredOn(f -> kedas.contains(f.check()))
            .allSatisfy(f -> assertThat(KedaSource.of(f)).as(f.id()).isPresent());
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
                .append(finding.status().id())
                .append(" of `")
                .append(finding.check().id())
                .append("`. ")
                .append(finding.title())
                .append("\n\n")
                .append(finding.remediation())
                .append('\n');
            KedaSource.of(finding).ifPresent(source -> page.append("\nKEDA 2.21.0: `").append(source).append("`\n"));
        }
        page.append("\n## Thirty failures that users reported, and the findings that say so\n\n");
        page.append("| | what users met | findings |\n|---|---|---|\n");
        int number = 0;
        for (ReportedFailures.Answer answer : ReportedFailures.reported()) {
            number++;
            page.append("| ").append(number).append(" ").append(row(answer));
        }
        page.append("\n## What else goes wrong\n\n| what | findings |\n|---|---|\n");
        ReportedFailures.others().forEach(answer -> page.append(row(answer)));
        return page.toString();
    }

    private static String row(ReportedFailures.Answer answer) {
        String ids = answer
            .findings()
            .stream()
            .map(f -> "[`" + f.id() + "`](#" + f.anchor() + ")")
            .collect(Collectors.joining(", "));
        return "| " + answer.what() + " | " + ids + " |\n";
    }
}
