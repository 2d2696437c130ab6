package dev.actrunner.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.ShiftedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndedSignInsTest {

    private final ShiftedClock clock = new ShiftedClock();
    private final EndedSignIns ended = new EndedSignIns(clock);

    private record Of(String id, Instant until) implements SignIn {}

    private Of of(String id) {
        return new Of(id, clock.instant().plus(Duration.ofHours(8)));
    }

    @Test
    void whatEndedIsNotOpen() {
        assertThat(ended.isOpen(of("a"))).isTrue();
        ended.add(of("a"));
        assertThat(ended.isOpen(of("a"))).isFalse();
        assertThat(ended.isOpen(of("b"))).isTrue();
        ended.addAll(Map.of("b", clock.instant().plusSeconds(60)));
        assertThat(ended.isOpen(of("b"))).isFalse();
    }

    @Test
    void whatWouldHaveEndedAnywayIsForgotten() {
        Of a = of("a");
        ended.add(a);
        assertThat(ended.all()).containsOnlyKeys("a");
        clock.set(Duration.ofHours(9));
        assertThat(ended.isOpen(a)).isFalse();
        assertThat(ended.all()).isEmpty();
    }

    @Test
    void ofTooManyThoseAreForgottenThatEndFirst() {
        Instant now = clock.instant();
        ended.addAll(
            IntStream.range(1, 12_001)
                .boxed()
                .collect(Collectors.toMap(i -> "s" + i, i -> now.plusSeconds(60L + i)))
        );
        assertThat(ended.all()).hasSize(10_000).doesNotContainKeys("s1", "s2000").containsKeys("s2001", "s12000");
    }
}
