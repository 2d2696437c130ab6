package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    void quotesNoTextWithoutEnd() {
        Check check = Finding.TRIGGER_INVALID.seen("x".repeat(1_000_000), "y".repeat(1_000_000));
        assertThat(check.summary()).hasSizeLessThan(2_100).endsWith("…");
        assertThat(check.remediation()).hasSizeLessThan(2_100).endsWith("…");
    }

    @Test
    void isOneLineWhoeverIsQuotedInIt() {
        Check check = Finding.HTTP_BROKEN.seen("It said:\r\nGET\u0000", "Look\u2028there.");
        assertThat(check.summary()).isEqualTo("It said: GET ");
        assertThat(check.remediation()).isEqualTo("Look there.");
    }

    @Test
    void aFindingGivesItsCheckAndItsStatus() {
        Check check = Finding.TLS_EXPIRES_SOON.seen("Soon.");
        assertThat(check).isEqualTo(
            new Check(
                CheckId.TLS,
                CheckStatus.WARN,
                Finding.TLS_EXPIRES_SOON,
                "Soon.",
                Finding.TLS_EXPIRES_SOON.remediation()
            )
        );
    }

    @Test
    void aSkippedOneNamesTheFailureBeforeIt() {
        assertThat(Check.skippedAfter(CheckId.JOBS, Finding.TLS_EXPIRED.seen("x")).summary()).isEqualTo(
            "Skipped (forge.tls failed)."
        );
        assertThat(Check.skippedAfter(CheckId.JOBS, null).summary()).isEqualTo("Skipped.");
    }

    @Test
    void theFirstFailureIsNoWarning() {
        Check warning = Finding.TLS_EXPIRES_SOON.seen("x");
        Check first = Finding.TOKEN_UNKNOWN.seen("x");
        Check second = Finding.KEDA_MISSING.seen("x");
        assertThat(Check.firstFailure(List.of(warning, first, second))).contains(first);
        assertThat(Check.firstFailure(List.of(warning, Check.passed(CheckId.URL, "x")))).isEmpty();
    }
}
