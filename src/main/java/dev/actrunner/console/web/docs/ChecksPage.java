package dev.actrunner.console.web.docs;

import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Describes every check and every finding, each under the anchor that the API's {@code page} names. */
@Controller
class ChecksPage {

    /** A check with its findings. */
    record CheckSection(CheckId check, String title, List<FindingEntry> findings) {}

    /** A finding in the reader's language. */
    record FindingEntry(Finding finding, String title, String remediation) {}

    @GetMapping("/docs/checks")
    String show(Model model, Locale language) {
        model.addAttribute(
            "sections",
            Arrays.stream(CheckId.values())
                .map(check -> new CheckSection(check, check.title(language), findings(check, language)))
                .toList()
        );
        return "checks";
    }

    private static List<FindingEntry> findings(CheckId check, Locale language) {
        return Arrays.stream(Finding.values())
            .filter(finding -> finding.check() == check)
            .map(finding -> new FindingEntry(finding, finding.title(language), finding.remediation(language)))
            .toList();
    }
}
