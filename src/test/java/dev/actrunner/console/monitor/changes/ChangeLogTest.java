package dev.actrunner.console.monitor.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.monitor.changes.ChangeLog.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

    private final ChangeLog<String> log = new ChangeLog<>();

    private List<String> after(long number, int most) {
        return log.after(number, most).stream().map(Change::thing).toList();
    }

    @Test
    void eachIsToldOnceAtItsLastChange() {
        log.add("a");
        log.add("b");
        log.add("a");
        assertThat(after(0, 10)).containsExactly("b", "a");
    }

    @Test
    void whoGoesOnFromANumberMissesNothing() {
        log.add("a");
        log.add("b");
        log.add("c");
        Change<String> first = log.after(0, 1).getFirst();
        log.add("a");
        assertThat(first.thing()).isEqualTo("a");
        assertThat(after(first.number(), 10)).containsExactly("b", "c", "a");
        assertThat(after(log.after(0, 10).getLast().number(), 10)).isEmpty();
    }

    @Test
    void whatIsForgottenIsNotTold() {
        log.add("a");
        log.add("b");
        log.remove("a");
        log.remove("unknown");
        assertThat(after(0, 10)).containsExactly("b");
    }
}
