package dev.actrunner.console.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether replicas share the probes of connections, each of which has a token of its own. */
public final class SharedProbes {

    private SharedProbes() {}

    /** Waits for four intervals, and expects each connection to have been probed by one replica in each. */
    public static void assertEachIsProbedByOne(TokenTrap forge, int connections, Duration interval) {
        int before = forge.authorizations().size();
        Instant begin = Instant.now();
        await()
            .atMost(interval.multipliedBy(40))
            .until(() -> Duration.between(begin, Instant.now()).compareTo(interval.multipliedBy(4)) >= 0);
        long passed = Duration.between(begin, Instant.now()).toSeconds();
        List<String> asked = forge.authorizations();
        Map<String, Long> probes = asked
            .subList(before, asked.size())
            .stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        // A probe of a forge that is known is two requests; two replicas would send twice as many.
        long most = 2 * (passed / interval.toSeconds()) + 3;
        assertThat(probes).hasSize(connections);
        assertThat(probes.values()).allSatisfy(number -> assertThat(number).isLessThanOrEqualTo(most));
    }
}
