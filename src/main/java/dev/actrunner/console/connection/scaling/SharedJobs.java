package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.connection.trigger.TriggerAddress;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobScope.Admin;
import dev.actrunner.console.forge.JobScope.Org;
import dev.actrunner.console.forge.JobScope.Repo;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Finds ScaledObjects and ScaledJobs that count the same jobs, each of which then wants a runner for every one of them: the
 * list of the instance has the jobs of every organization, and that of an organization those of its repositories.
 */
final class SharedJobs {

    private final ForgeUrl forge;

    SharedJobs(ForgeUrl forge) {
        this.forge = forge;
    }

    /**
     * @param own those that use a connection
     * @param all those of its namespace
     */
    Optional<Check> check(List<ScaledResource> own, List<ScaledResource> all) {
        for (ScaledResource one : own) {
            List<String> others = all
                .stream()
                .filter(other -> !other.title().equals(one.title()) && share(one, other))
                .map(ScaledResource::title)
                .toList();
            if (!others.isEmpty()) {
                return Optional.of(
                    Finding.SCALED_RESOURCE_COUNTED_TWICE.seen(
                        one.title() +
                            " counts jobs that are counted by " +
                            String.join(", ", others) +
                            " too: each of them starts a runner for the same job."
                    )
                );
            }
        }
        return Optional.empty();
    }

    private boolean share(ScaledResource one, ScaledResource other) {
        return one
            .triggers()
            .stream()
            .anyMatch(mine ->
                other
                    .triggers()
                    .stream()
                    .anyMatch(theirs -> share(mine, theirs))
            );
    }

    private boolean share(TriggerSpec mine, TriggerSpec theirs) {
        Optional<JobScope> one = TriggerAddress.scope(mine, forge);
        Optional<JobScope> other = TriggerAddress.scope(theirs, forge);
        boolean sameUser = mine.authentication() != null && mine.authentication().equals(theirs.authentication());
        return (
            one.isPresent() &&
            other.isPresent() &&
            (overlap(one.get(), other.get(), sameUser) || overlap(other.get(), one.get(), sameUser)) &&
            labelsOverlap(labels(mine), labels(theirs))
        );
    }

    /** @param sameUser whether both have the same token, and so the same user */
    private static boolean overlap(JobScope wide, JobScope other, boolean sameUser) {
        return switch (wide) {
            case Admin() -> true;
            case Org(String org) -> (other instanceof Org(String same) && same.equalsIgnoreCase(org)) ||
                (other instanceof Repo(String owner, _) && owner.equalsIgnoreCase(org));
            case JobScope.User() -> other instanceof JobScope.User && sameUser;
            case Repo repo -> repo.equals(other);
        };
    }

    /** Forgejo counts by labels, Gitea all jobs; none stands for all. */
    private static boolean labelsOverlap(Set<String> mine, Set<String> theirs) {
        var common = new HashSet<>(mine);
        common.retainAll(theirs);
        return mine.isEmpty() || theirs.isEmpty() || !common.isEmpty();
    }

    private static Set<String> labels(TriggerSpec trigger) {
        String url = TriggerAddress.of(trigger);
        HttpUrl address = url == null ? null : HttpUrl.parse(url);
        String labels =
            address != null && address.encodedPath().endsWith("/runners/jobs")
                ? address.queryParameter("labels")
                : null;
        return labels == null || labels.isEmpty()
            ? Set.of()
            : Set.copyOf(new HashSet<>(Arrays.asList(labels.split(",", -1))));
    }
}
