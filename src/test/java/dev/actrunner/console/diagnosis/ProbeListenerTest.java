package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeListenerTest {

    private static final Check PASSED = Check.passed(CheckId.URL, "Fine.");
    private static final Check FAILED = Finding.TLS_EXPIRED.seen("Expired.");

    private final List<Check> told = new ArrayList<>();

    private static String publishBoth() {
        ProbeListener.publish(PASSED);
        ProbeListener.publish(FAILED);
        return "done";
    }

    @Test
    void tellsOfWhatIsPublishedMeanwhile() {
        assertThat(ProbeListener.watch(told::add, ProbeListenerTest::publishBoth)).isEqualTo("done");
        ProbeListener.publish(PASSED);
        assertThat(told).containsExactly(PASSED, FAILED);
    }

    @Test
    void failuresThatAreNotTheLastWordAreNotToldOf() {
        ProbeListener.watch(told::add, () -> {
            ProbeListener.passesOnly(ProbeListenerTest::publishBoth);
            ProbeListener.publish(FAILED);
            return "";
        });
        assertThat(told).containsExactly(PASSED, FAILED);
    }

    @Test
    void nobodyNeedListen() {
        assertThatCode(ProbeListenerTest::publishBoth).doesNotThrowAnyException();
        assertThat(ProbeListener.passesOnly(ProbeListenerTest::publishBoth)).isEqualTo("done");
    }
}
