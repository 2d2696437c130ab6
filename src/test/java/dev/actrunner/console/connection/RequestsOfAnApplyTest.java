package dev.actrunner.console.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** What an apply asks of the API server: each object is read once, tried once and written once. */
@Tag("slow")
class RequestsOfAnApplyTest {

    @Test
    void readsTriesAndWritesEachObjectOnce() {
        try (
            var cluster = EmbeddedCluster.start();
            var console = RunningConsole.on(cluster, "--console.security.mode=cluster", "--console.keda.cache-ttl=1h")
        ) {
            put(console, "a");
            List<String> made = writesAndReads(cluster.api().takeCallersRequests());
            assertThat(made).doesNotHaveDuplicates();
            // Here nobody's fields are to be made the console's own, which a real API server wants besides. The Secret is not
            // tried: nothing has been written before it.
            assertThat(made.stream().filter(r -> !r.startsWith("GET"))).hasSize(3);

            put(console, "b");
            List<String> changed = writesAndReads(cluster.api().takeCallersRequests());
            assertThat(changed.stream().filter(r -> !r.startsWith("GET")))
                .hasSize(3)
                .doesNotHaveDuplicates();
            // Both are read once more after the writes, to see whether somebody else has written meanwhile.
            assertThat(changed).hasSizeLessThanOrEqualTo(9);

            put(console, "b");
            List<String> same = writesAndReads(cluster.api().takeCallersRequests());
            assertThat(same.stream().filter(r -> !r.startsWith("GET")))
                .as("what would change nothing is tried, and not written")
                .hasSize(2)
                .allMatch(r -> r.contains("dryRun"));
        }
    }

    private static void put(RunningConsole console, String token) {
        console
            .api("caller")
            .put()
            .uri("/namespaces/team-a/connections/ci?probe=skip")
            .contentType(MediaType.APPLICATION_JSON)
            .body(RunningConsole.request("https://git.example.com", token.repeat(40)))
            .exchange()
            .expectStatus()
            .is2xxSuccessful();
    }

    /** Without what is asked about the caller, and the Event that tells of it. */
    private static List<String> writesAndReads(List<String> requests) {
        return requests
            .stream()
            .filter(r -> !r.contains("/selfsubject") && !r.contains("/events"))
            // After the writes it is seen whether somebody else made one at the same time.
            .filter(r -> !(r.startsWith("GET") && r.contains("labelSelector")))
            .toList();
    }
}
