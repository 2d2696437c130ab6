package dev.actrunner.console.forge.jobs;

import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.RunnerLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts which labels the waiting jobs ask for, by set. At most 50 sets are told apart, and a label's text that is not one
 * is left out: it comes from a workflow.
 */
final class LabelDemandCounter {

    private static final int MAX_SETS = 50;

    private final Map<List<String>, Long> counts = new HashMap<>();
    private final Map<List<String>, String> pages = new HashMap<>();

    /** @param page the job's, null for none */
    void add(List<String> labels, @Nullable String page) {
        List<String> sorted = labels
            .stream()
            .filter(l -> RunnerLabels.problemWith(l) == null)
            .distinct()
            .sorted()
            .toList();
        if (counts.containsKey(sorted) || counts.size() < MAX_SETS) {
            counts.merge(sorted, 1L, Long::sum);
            if (page != null) {
                pages.putIfAbsent(sorted, page);
            }
        }
    }

    /** The most wanted first. */
    List<LabelDemand> demands() {
        var demands = new ArrayList<LabelDemand>();
        counts.forEach((labels, jobs) -> demands.add(new LabelDemand(labels, jobs, pages.get(labels))));
        demands.sort(
            Comparator.comparingLong(LabelDemand::jobs)
                .reversed()
                .thenComparing(d -> d.labels().toString())
        );
        return List.copyOf(demands);
    }
}
