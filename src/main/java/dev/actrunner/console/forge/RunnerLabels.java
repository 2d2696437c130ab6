package dev.actrunner.console.forge;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The labels that the scaled runners offer, names only. A Forgejo job is counted when every label of its
 * {@code runs-on} is among them, compared exactly.
 * Source: {@code ItRunsOn} in Forgejo's {@code models/actions/run_job.go}.
 */
public record RunnerLabels(List<String> names) {
    /** KEDA puts the labels into its query unescaped, so what has a meaning in a URL cannot be counted. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    public RunnerLabels {
        names = List.copyOf(names);
        for (String name : names) {
            String problem = problemWith(name);
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
        }
    }

    /** No labels: what Forgejo up to 13 counts as nothing, and later versions as everything. */
    public static RunnerLabels none() {
        return new RunnerLabels(List.of());
    }

    /** Labels from {@code docker,ubuntu-latest}; empty text gives none. */
    public static RunnerLabels parse(String commaSeparated) {
        return new RunnerLabels(commaSeparated.isEmpty() ? List.of() : List.of(commaSeparated.split(",")));
    }

    /** @return reason and remediation, or null when the text is one label's name */
    public static @Nullable String problemWith(String label) {
        if (label.contains(":")) {
            return "contains a colon: enter the label's name alone, such as docker (without :docker://…)";
        }
        if (label.contains(",")) {
            return "contains a comma: enter each label separately";
        }
        if (!SAFE.matcher(label).matches()) {
            return (
                "must be a label's name of letters, digits, . _ @ and -, 100 at most, beginning with a letter or digit " +
                "(KEDA sends it in a URL without escaping)"
            );
        }
        return null;
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** As the forge's query and KEDA's trigger take them: {@code docker,ubuntu-latest}. */
    @Override
    public String toString() {
        return String.join(",", names);
    }
}
