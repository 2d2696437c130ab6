package dev.actrunner.console.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {

    private static final List<String> THINGS = IntStream.range(0, 3_000).mapToObj("team-%d/ci"::formatted).toList();

    private static Map<String, String> owners(List<String> members) {
        return THINGS.stream().collect(
            Collectors.toMap(Function.identity(), thing -> Rendezvous.owner(members, thing))
        );
    }

    @Test
    void everyMemberHasAboutAsMuch() {
        Map<String, Long> shares = owners(List.of("a", "b", "c"))
            .values()
            .stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(shares.values())
            .hasSize(3)
            .allSatisfy(share -> assertThat(share).isBetween(850L, 1_150L));
    }

    @Test
    void theOrderOfMembersDoesNotMatter() {
        assertThat(owners(List.of("c", "a", "b"))).isEqualTo(owners(List.of("a", "b", "c")));
    }

    @Test
    void onlyWhatAMemberHadMovesWhenItLeaves() {
        Map<String, String> before = owners(List.of("a", "b", "c"));
        Map<String, String> after = owners(List.of("a", "c"));
        assertThat(THINGS).allSatisfy(thing ->
            assertThat(Objects.equals(after.get(thing), before.get(thing)) || "b".equals(before.get(thing))).isTrue()
        );
    }
}
