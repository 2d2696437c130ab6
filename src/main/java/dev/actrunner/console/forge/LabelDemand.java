package dev.actrunner.console.forge;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of waiting jobs that ask for the same labels, as Forgejo's {@code runs_on} and Gitea's {@code labels} have
 * them.
 *
 * @param labels in alphabetical order; empty where they ask for none
 * @param jobs how many of those that were looked at
 * @param page the page of one of them on the forge, null where the forge names none (Forgejo) or one elsewhere
 */
public record LabelDemand(List<String> labels, long jobs, @Nullable String page) {
    public LabelDemand(List<String> labels, long jobs) {
        this(labels, jobs, null);
    }

    /**
     * Whether runners with these labels take such jobs. Jobs without labels are anybody's on Gitea; Forgejo gives them to no
     * runner ({@code ItRunsOn} in its {@code models/actions/run_job.go}).
     */
    public boolean isMetBy(RunnerLabels offered, Platform platform) {
        return isMetBy(offered.names(), platform);
    }

    public boolean isMetBy(Collection<String> offered, Platform platform) {
        return (platform == Platform.GITEA || !labels.isEmpty()) && offered.containsAll(labels);
    }

    /** Returns a text such as {@code docker+gpu (3)}. */
    @Override
    public String toString() {
        return (labels.isEmpty() ? "no label" : String.join("+", labels)) + " (" + jobs + ")";
    }
}
