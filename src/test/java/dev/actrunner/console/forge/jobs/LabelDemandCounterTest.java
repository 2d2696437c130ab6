package dev.actrunner.console.forge.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.forge.LabelDemand;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelDemandCounterTest {

    private final LabelDemandCounter counter = new LabelDemandCounter();

    @Test
    void aSetOfLabelsHasNoOrderAndNoLabelTwice() {
        counter.add(List.of("gpu", "docker"), null);
        counter.add(List.of("docker", "gpu", "docker"), null);
        assertThat(counter.demands()).containsExactly(new LabelDemand(List.of("docker", "gpu"), 2));
    }

    @Test
    void theMostWantedComeFirstAndThenByName() {
        counter.add(List.of("b"), null);
        counter.add(List.of("c"), null);
        counter.add(List.of("c"), null);
        counter.add(List.of("a"), null);
        assertThat(counter.demands()).extracting(LabelDemand::toString).containsExactly("c (2)", "a (1)", "b (1)");
    }

    @Test
    void aTextThatIsNoLabelIsLeftOut() {
        counter.add(List.of("docker", "${{ matrix.os }}", "a,b", ""), null);
        assertThat(counter.demands()).containsExactly(new LabelDemand(List.of("docker"), 1));
    }

    @Test
    void theFirstJobsPageIsKept() {
        counter.add(List.of("docker"), null);
        counter.add(List.of("docker"), "https://git.example.org/1");
        counter.add(List.of("docker"), "https://git.example.org/2");
        assertThat(counter.demands().getFirst().page()).isEqualTo("https://git.example.org/1");
    }

    @Test
    void fiftySetsAreToldApart() {
        for (int i = 0; i < 60; i++) {
            counter.add(List.of("label-" + i), null);
        }
        counter.add(List.of("label-0"), null);
        assertThat(counter.demands())
            .hasSize(50)
            .first()
            .isEqualTo(new LabelDemand(List.of("label-0"), 2));
    }
}
