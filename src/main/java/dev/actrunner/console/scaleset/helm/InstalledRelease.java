package dev.actrunner.console.scaleset.helm;

/**
 * A release of one of the two charts, by the labels of its objects.
 *
 * @param namespace the release's namespace
 * @param name the release's name
 * @param chart {@code act-runner-controller} or {@code act-runner-scale-set}
 * @param version the chart's version, empty where no label has it
 */
public record InstalledRelease(
    String namespace,
    String name,
    String chart,
    String version
) implements Comparable<InstalledRelease> {
    @Override
    public int compareTo(InstalledRelease other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : chart.compareTo(other.chart);
    }
}
