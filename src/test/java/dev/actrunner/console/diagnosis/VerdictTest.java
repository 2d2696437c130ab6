package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Check PASSED = Check.passed(CheckId.URL, "Fine.");
    private static final Check SKIPPED = Check.skipped(CheckId.TLS, "Not made.");
    private static final Check WARNING = Finding.TLS_EXPIRES_SOON.seen("Soon.");
    private static final Check FAILURE = Finding.TLS_EXPIRED.seen("Expired.");

    @Test
    void theWorstStatusDecides() {
        assertThat(Verdict.of(List.of(WARNING, PASSED, FAILURE))).isEqualTo(Verdict.FAILED);
        assertThat(Verdict.of(List.of(PASSED, WARNING))).isEqualTo(Verdict.WARNING);
        assertThat(Verdict.of(List.of(PASSED))).isEqualTo(Verdict.READY);
    }

    @Test
    void whatWasSkippedDecidesNothing() {
        assertThat(Verdict.of(List.of(SKIPPED))).isEqualTo(Verdict.READY);
        assertThat(Verdict.of(List.of(SKIPPED, WARNING))).isEqualTo(Verdict.WARNING);
    }

    @Test
    void isWrittenInLowerCase() {
        assertThat(List.of(Verdict.values())).extracting(Verdict::id).containsExactly("ready", "warning", "failed");
    }
}
