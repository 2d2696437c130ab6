package dev.actrunner.console.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actrunner.console.testing.MemoryBench.Usage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class GrowthBenchTest {

    private static final List<Usage> USAGES = List.of(
        new Usage(100, 1, 0, 30, 200),
        new Usage(1000, Math.pow(10, 1.5), 0.3, 40, 250),
        new Usage(10_000, 1000, 3, 150, 450)
    );

    @Test
    void theExponentIsTheSlopeOfTheLogarithms() {
        assertThat(GrowthBench.exponent(USAGES, Usage::share)).isCloseTo(1.5, within(1e-9));
        assertThat(GrowthBench.exponent(USAGES, _ -> 7)).isCloseTo(0, within(1e-9));
    }

    @Test
    void whatIsTooLittleToBeMeasuredHasAnExponent() {
        assertThat(GrowthBench.exponent(USAGES, Usage::bare)).isBetween(1.0, 1.5);
    }

    @Test
    void thePlotIsAnSvgWithAPointForEachMeasurement() throws Exception {
        byte[] svg = GrowthPlot.svg(USAGES).getBytes(StandardCharsets.UTF_8);
        var root = DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("circle").getLength()).isEqualTo(4 * USAGES.size());
        assertThat(root.getTextContent()).contains("10,000", "share of a core", "live heap").doesNotContain("NaN");
    }
}
