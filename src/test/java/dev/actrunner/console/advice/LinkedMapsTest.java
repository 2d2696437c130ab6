package dev.actrunner.console.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class LinkedMapsTest {

    @Test
    void keepsTheOrderInWhichItIsWritten() {
        assertThat(LinkedMaps.map("z", 1, "a", "two", "m", true)).containsExactly(
            entry("z", 1),
            entry("a", "two"),
            entry("m", true)
        );
    }

    @Test
    void theLastOfTwoValuesCountsAtTheFirstsPlace() {
        assertThat(LinkedMaps.map("a", 1, "b", 2, "a", 3)).containsExactly(entry("a", 3), entry("b", 2));
    }

    @Test
    void canBeAddedTo() {
        var map = LinkedMaps.map();
        map.put("a", 1);
        assertThat(map).containsExactly(entry("a", 1));
    }
}
