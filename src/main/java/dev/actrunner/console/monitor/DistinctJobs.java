package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Adds up the jobs of connections without counting one twice: those of the same forge, labels and scope have the same jobs,
 * an instance has those of all that is in it, an organization those of its repositories. Only Forgejo counts by labels.
 */
final class DistinctJobs {

    private DistinctJobs() {}

    /** @param user whose token it is, where that is the scope: which Secret has it */
    private record Scope(JobScope jobs, String user) {
        static Scope of(Connection connection) {
            boolean user = connection.scope() instanceof JobScope.User;
            return new Scope(
                lowerCase(connection.scope()),
                user ? connection.key().namespace() + "/" + connection.token().secretName() : ""
            );
        }
    }

    /** Both forges find accounts and repositories by their names in any case. */
    private static JobScope lowerCase(JobScope scope) {
        return switch (scope) {
            case JobScope.Org(String org) -> new JobScope.Org(org.toLowerCase(Locale.ROOT));
            case JobScope.Repo(String owner, String repo) -> new JobScope.Repo(
                owner.toLowerCase(Locale.ROOT),
                repo.toLowerCase(Locale.ROOT)
            );
            case JobScope.Admin _, JobScope.User _ -> scope;
        };
    }

    /** A list of jobs that connections have in common. */
    private record Labelled(ForgeUrl forge, String labels) {}

    static JobCounts of(List<ConnectionStatus> all) {
        Map<Labelled, Map<Scope, JobCounts>> lists = new HashMap<>();
        for (ConnectionStatus each : all) {
            Connection connection = each.connection();
            JobCounts counts = each.counts();
            if (connection != null && counts != null) {
                boolean gitea = connection.platform() == Platform.GITEA;
                var key = new Labelled(connection.forge(), gitea ? "" : connection.labels().toString());
                lists
                    .computeIfAbsent(key, _ -> new LinkedHashMap<>())
                    .merge(Scope.of(connection), counts, (one, other) -> one.total() >= other.total() ? one : other);
            }
        }
        long waiting = 0;
        long running = 0;
        for (Map<Scope, JobCounts> scopes : lists.values()) {
            Predicate<JobScope> within = within(scopes.keySet());
            for (Map.Entry<Scope, JobCounts> each : scopes.entrySet()) {
                if (!within.test(each.getKey().jobs())) {
                    waiting += each.getValue().waiting();
                    running += each.getValue().running();
                }
            }
        }
        return new JobCounts(waiting, running);
    }

    /**
     * Returns a predicate for the scopes that lie in another of them. The token's user may own a repository or not, so that
     * both are counted.
     */
    private static Predicate<JobScope> within(Set<Scope> scopes) {
        var organizations = new HashSet<String>();
        boolean instance = false;
        for (Scope scope : scopes) {
            instance |= scope.jobs() instanceof JobScope.Admin;
            if (scope.jobs() instanceof JobScope.Org(String org)) {
                organizations.add(org);
            }
        }
        return instance
            ? jobs -> !(jobs instanceof JobScope.Admin)
            : jobs -> jobs instanceof JobScope.Repo(String owner, _) && organizations.contains(owner);
    }
}
