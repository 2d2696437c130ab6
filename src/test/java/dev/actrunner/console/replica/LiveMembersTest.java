package dev.actrunner.console.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.replica.LiveMembers.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveMembersTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final LiveMembers live = new LiveMembers(Duration.ofSeconds(12));

    private static Sight sight(String name, int renewedAt) {
        return new Sight(new Member(name, "http://" + name), NOON.plusSeconds(renewedAt));
    }

    private List<String> look(int second, Sight... sights) {
        return live
            .look(List.of(sights), Duration.ofSeconds(second).toNanos(), NOON.plusSeconds(second))
            .stream()
            .map(Member::name)
            .toList();
    }

    @Test
    void whoRenewsIsAlive() {
        for (int second = 0; second < 60; second += 2) {
            assertThat(look(second, sight("b", second), sight("a", second))).containsExactly("a", "b");
        }
    }

    @Test
    void whoIsSilentIsDeadAfterTheLeasesTimeAndAliveAgainWithTheNextWord() {
        for (int second = 0; second <= 12; second += 2) {
            assertThat(look(second, sight("a", second), sight("b", 0))).containsExactly("a", "b");
        }
        assertThat(look(14, sight("a", 14), sight("b", 0))).containsExactly("a");
        assertThat(look(16, sight("a", 16), sight("b", 15))).containsExactly("a", "b");
    }

    @Test
    void whoReleasedItsLeaseIsGoneAtOnce() {
        look(0, sight("a", 0), sight("b", 0));
        assertThat(look(2, sight("a", 0))).containsExactly("a");
    }

    /** The clocks of nodes differ; only this one's counts. */
    @Test
    void aClockThatIsWrongKillsNobody() {
        for (int second = 0; second < 40; second += 2) {
            assertThat(look(second, sight("behind", second - 50), sight("ahead", second + 3_600))).hasSize(2);
        }
    }

    /** At first sight it looks like one that was left behind; its next renewal says that it was not. */
    @Test
    void aClockThatIsHoursLateCostsOneRenewal() {
        assertThat(look(0, sight("a", 0), sight("late", -7_200))).containsExactly("a");
        for (int second = 2; second < 40; second += 2) {
            assertThat(look(second, sight("a", second), sight("late", second - 7_200))).containsExactly("a", "late");
        }
    }

    @Test
    void whatWasLeftBehindIsNotAlive() {
        assertThat(look(0, sight("a", 0), sight("old", -600))).containsExactly("a");
        assertThat(look(2, sight("a", 2), sight("old", -600))).containsExactly("a");
        // Nor after an outage, in which the living get their time anew.
        assertThat(look(120, sight("a", 2), sight("old", -600))).containsExactly("a");
    }

    /** However a clock was set, the Lease of a replica that lives changes. */
    @Test
    void onlyALeaseThatStaysTheSameWasLeftBehind() {
        for (int second = 0; second <= 600; second += 2) {
            look(second, sight("ahead", second + 90_000), sight("late", second - 90_000), sight("gone", 0));
        }
        assertThat(live.unchangedFor(Duration.ofSeconds(590), Duration.ofSeconds(600).toNanos())).containsExactly(
            "gone"
        );
    }

    /** While the API server is away nobody can renew, and nobody is looked at: afterwards all have their time anew. */
    @Test
    void nobodyDiesOfAnOutageOfTheApiServer() {
        look(0, sight("a", 0), sight("b", 0));
        assertThat(look(120, sight("a", 0), sight("b", 0))).containsExactly("a", "b");
        assertThat(look(122, sight("a", 121), sight("b", 121))).containsExactly("a", "b");
        Stream.of(124, 126, 128, 130, 132).forEach(second -> look(second, sight("a", second), sight("b", 121)));
        assertThat(look(136, sight("a", 136), sight("b", 121))).containsExactly("a");
    }
}
