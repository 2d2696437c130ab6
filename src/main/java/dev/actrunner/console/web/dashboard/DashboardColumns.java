package dev.actrunner.console.web.dashboard;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Says which columns of the dashboard are shown. Verdict and connection always are.
 *
 * @param all the columns that can be hidden
 * @param shown those of them that are shown
 */
public record DashboardColumns(List<String> all, List<String> shown) {
    private static final List<String> ALL = List.of(
        "forge",
        "scope",
        "pending",
        "history",
        "latency",
        "certificate",
        "scales"
    );

    /** @param wanted the names of columns; all are shown where it is empty or names none */
    static DashboardColumns of(List<String> wanted) {
        List<String> shown = ALL.stream().filter(wanted::contains).toList();
        return new DashboardColumns(ALL, shown.isEmpty() ? ALL : shown);
    }

    /** Whether a column is shown. */
    public boolean isShown(String column) {
        return shown.contains(column);
    }

    /** The class names by which the style sheet hides the other columns. */
    public String hidden() {
        return all
            .stream()
            .filter(column -> !isShown(column))
            .map(column -> "arc-without-" + column)
            .collect(Collectors.joining(" "));
    }
}
