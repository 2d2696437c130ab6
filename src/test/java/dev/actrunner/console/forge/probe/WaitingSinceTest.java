package dev.actrunner.console.forge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.forge.jobs.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitingSinceTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final WaitingSince waiting = new WaitingSince();

    /** The jobs that were seen to wait for a minute. */
    private List<String> look(int second, String... jobs) {
        return look("target", second, jobs);
    }

    private List<String> look(String target, int second, String... jobs) {
        List<JobRow> rows = Stream.of(jobs)
            .map(id -> new JobRow(id, "waiting", List.of(), null, null, null, null))
            .toList();
        return waiting
            .longer(target, rows, Duration.ofMinutes(1), START.plusSeconds(second))
            .stream()
            .map(JobRow::id)
            .toList();
    }

    @Test
    void aJobIsLateOnceItWasSeenForSoLong() {
        assertThat(look(0, "1")).isEmpty();
        assertThat(look(59, "1", "2")).isEmpty();
        assertThat(look(60, "1", "2")).containsExactly("1");
        assertThat(look(119, "1", "2")).containsExactly("1", "2");
    }

    @Test
    void aJobThatWasAwayBeginsAnew() {
        look(0, "1");
        look(30);
        look(60, "1");
        assertThat(look(90, "1")).isEmpty();
    }

    @Test
    void targetsAreToldApart() {
        look("one", 0, "1");
        assertThat(look("other", 60, "1")).isEmpty();
        assertThat(look("one", 60, "1")).containsExactly("1");
    }

    @Test
    void jobsWithoutANumberCannotBeFollowed() {
        look(0, "", "1");
        assertThat(look(60, "", "1")).containsExactly("1");
    }
}
