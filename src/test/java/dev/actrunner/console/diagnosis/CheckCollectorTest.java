package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckCollectorTest {

    private static final List<CheckId> IDS = List.of(CheckId.URL, CheckId.TLS, CheckId.JOBS);

    private final CheckCollector checks = new CheckCollector();

    @Test
    void aFindingWithdrawsAPassAndAPassComesTooLateAfterIt() {
        Check found = Finding.TLS_EXPIRES_SOON.seen("Soon.");
        checks.pass(CheckId.TLS, "Fine.");
        checks.add(found);
        checks.pass(CheckId.TLS, "Fine.");
        assertThat(checks.complete(List.of(CheckId.TLS))).containsExactly(found);
    }

    @Test
    void aCheckMayHaveSeveralFindingsEachOnce() {
        Check one = Finding.TLS_EXPIRES_SOON.seen("Soon.");
        Check other = Finding.TLS_PRIVATE_CA.seen("Private.");
        checks.add(one);
        checks.add(other);
        checks.add(one);
        assertThat(checks.complete(List.of(CheckId.TLS))).containsExactly(one, other);
    }

    @Test
    void theReportHasTheOrderOfTheIds() {
        checks.pass(CheckId.JOBS, "Counted.");
        checks.pass(CheckId.TLS, "Trusted.");
        checks.pass(CheckId.URL, "Fine.");
        checks.pass(CheckId.TOKEN, "Not asked for.");
        assertThat(checks.complete(IDS)).extracting(Check::id).isEqualTo(IDS);
    }

    @Test
    void whatWasNotReachedIsSkippedBecauseOfTheFailure() {
        checks.pass(CheckId.URL, "Fine.");
        checks.fail(new ProbeFailedException(Finding.TLS_EXPIRED, "Expired."));
        assertThat(checks.complete(IDS))
            .extracting(Check::status)
            .containsExactly(CheckStatus.PASS, CheckStatus.FAIL, CheckStatus.SKIPPED);
        assertThat(checks.complete(IDS).getLast().summary()).isEqualTo("Skipped (forge.tls failed).");
    }

    @Test
    void aListenerIsToldOfWhatIsKept() {
        var told = new ArrayList<String>();
        ProbeListener.watch(
            check -> told.add(check.summary()),
            () -> {
                checks.pass(CheckId.TLS, "Fine.");
                checks.pass(CheckId.TLS, "Fine again.");
                checks.add(Finding.TLS_EXPIRED.seen("Expired."));
                return null;
            }
        );
        assertThat(told).containsExactly("Fine.", "Expired.");
    }
}
