package dev.actrunner.console.keda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.scaling.ScaledResource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperatorLogTest {

    private static final ScaledResource CI = ScaledResource.of(
        Map.of("kind", "ScaledObject", "metadata", Map.of("namespace", "team-a", "name", "ci"))
    );

    private static List<String> about(String... lines) {
        return new OperatorLog(List.of(lines)).about(CI, true);
    }

    @Test
    void aNameIsNoPartOfAnother() {
        String ours = "2026-01-31\tINFO\t{\"namespace\":\"team-a\",\"name\":\"ci\"}";
        assertThat(
            about(
                ours,
                "2026-01-31\tINFO\t{\"namespace\":\"team-a\",\"name\":\"ci-2\"}",
                "2026-01-31\tINFO\t{\"namespace\":\"team-a\",\"name\":\"my.ci\"}",
                "2026-01-31\tINFO\t{\"namespace\":\"team-ab\",\"name\":\"ci\"}"
            )
        ).containsExactly(ours.replace('\t', ' '));
    }

    @Test
    void aLineWithoutANamespaceMayBeAboutIt() {
        String line = "E0131 error getting scale decision for ci";
        assertThat(about(line, "Namespace: team-b, ci")).containsExactly(line);
    }

    @Test
    void aLineWithoutANamespaceIsNotShownWhereAnotherTeamHasThatName() {
        var log = new OperatorLog(List.of("E0131 error getting scale decision for ci", "team-a/ci failed"));
        assertThat(log.about(CI, false)).containsExactly("team-a/ci failed");
    }

    @Test
    void errorsLeaveTheOthersOut() {
        String error = "2026-01-31\tERROR\tteam-a/ci failed";
        assertThat(about("2026-01-31\tINFO\tteam-a/ci reconciled", error)).containsExactly(error.replace('\t', ' '));
        assertThat(about("2026-01-31\tINFO\tteam-a/ci reconciled")).hasSize(1);
    }

    @Test
    void theLastTenAreShown() {
        String[] lines = IntStream.range(0, 25)
            .mapToObj(i -> "team-a/ci look " + i)
            .toArray(String[]::new);
        assertThat(about(lines)).hasSize(10).first().isEqualTo("team-a/ci look 15");
    }

    @Test
    void noTokenIsShown() {
        assertThat(about("team-a/ci token 0123456789abcdef0123456789abcdef01234567")).containsExactly(
            "team-a/ci token [hidden]"
        );
    }
}
