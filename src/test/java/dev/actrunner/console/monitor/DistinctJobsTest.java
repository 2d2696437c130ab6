package dev.actrunner.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

/** The dashboard's figure of connections that see the same jobs. */
@Tag("slow")
class DistinctJobsTest {

    private static final Set<String> DOCKER = Set.of("docker");

    @Test
    void countsEachJobOnce() {
        try (
            var cluster = EmbeddedCluster.start();
            var console = RunningConsole.on(cluster, "--console.monitor.interval=5s");
            var gitea = new StubGitea("1.26.0")
        ) {
            gitea
                .token("token", new Account("root", true, Set.of("read:admin", "read:organization", "read:repository")))
                .org("acme", "root")
                .jobs(
                    new Job("acme", "app", DOCKER, State.WAITING),
                    new Job("acme", "app", DOCKER, State.RUNNING),
                    new Job("acme", "web", DOCKER, State.WAITING),
                    new Job("root", "own", DOCKER, State.WAITING)
                );
            String repo = "{\"kind\":\"repo\",\"owner\":\"acme\",\"repo\":\"app\"}";
            console.connect("team-a/repo", gitea.url(), "token", repo);
            assertThat(pending(console, 1)).isEqualTo("2");
            console.connect("team-a/org", gitea.url(), "token", "{\"kind\":\"org\",\"org\":\"acme\"}");
            assertThat(pending(console, 2)).isEqualTo("3");
            console.connect("default/org", gitea.url(), "token", "{\"kind\":\"org\",\"org\":\"Acme\"}");
            assertThat(pending(console, 3)).isEqualTo("3");
            console.connect("team-a/admin", gitea.url(), "token", "{\"kind\":\"admin\"}");
            assertThat(pending(console, 4)).isEqualTo("4");
            console.connect("default/admin-too", gitea.url(), "token", "{\"kind\":\"admin\"}");
            assertThat(pending(console, 5)).isEqualTo("4");
        }
    }

    /** The tile, once so many connections have a verdict. */
    private static String pending(RunningConsole console, int connections) {
        String[] page = { "" };
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> {
                page[0] = String.valueOf(RestClient.create(console.url()).get().uri("/").retrieve().body(String.class));
                return tile(page[0], "ready") + tile(page[0], "warning") == connections;
            });
        return String.valueOf(tile(page[0], "pending"));
    }

    private static int tile(String page, String name) {
        return Integer.parseInt(page.replaceFirst("(?s).*data-tile=\"" + name + "\">(\\d+)<.*", "$1"));
    }
}
