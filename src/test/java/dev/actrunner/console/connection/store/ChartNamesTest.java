package dev.actrunner.console.connection.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartNamesTest {

    @ParameterizedTest
    @CsvSource({
        "ci, , , ci-act-runner-controller",
        "act-runner-controller, , , act-runner-controller",
        "my-act-runner-controller-2, , , my-act-runner-controller-2",
        "ci, runner, , ci-runner",
        "runner-ci, runner, , runner-ci",
        "ci, runner, all-of-it, all-of-it",
    })
    void theFullNameIsOfReleaseAndChartUnlessGiven(
        String release,
        @Nullable String name,
        @Nullable String full,
        String fullname
    ) {
        assertThat(ChartNames.of(release, name, full, null)).isEqualTo(
            new ChartNames(
                name == null ? "act-runner-controller" : name,
                fullname,
                fullname + "-forgejo-api",
                fullname + "-trigger-auth"
            )
        );
    }

    @Test
    void anAuthenticationsNameIsTakenAsItIs() {
        assertThat(ChartNames.of("ci", null, null, "x".repeat(80)).authentication()).hasSize(80);
    }

    @Test
    void namesAreCutTo63CharactersWithoutADashAtTheEnd() {
        String long62 = "x".repeat(62);
        ChartNames names = ChartNames.of("ci", null, long62 + "-yz", null);
        assertThat(names.fullname()).isEqualTo(long62);
        assertThat(names.secret()).isEqualTo(long62);
        assertThat(ChartNames.of("ci", null, "x".repeat(60), null).secret()).isEqualTo("x".repeat(60) + "-fo");
    }

    @Test
    void oneDashIsTakenOffAndNotTwo() {
        assertThat(ChartNames.of("ci", "a--", "b--", null).name()).isEqualTo("a-");
        assertThat(ChartNames.of("ci", "a--", "b--", null).fullname()).isEqualTo("b-");
    }
}
