package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Adds up the jobs of connections without counting one twice: those of the same forge, labels and scope have the same jobs,
 * an instance has those of all that is in it, an organization those of its repositories. Only Forgejo counts by labels.
 */
final class DistinctJobs {

    private DistinctJobs() {}

    /**
     * A scope by its names in lower case: both forges find accounts and repositories by them in any case.
     *
     * @param kind the scope's class
     * @param owner empty where the scope has none
     * @param repo empty where the scope has none
     * @param user whose token it is, where that is the scope: which Secret has it
     */
    private record Scope(Class<? extends JobScope> kind, String owner, String repo, String user) {
        static Scope of(Connection connection) {
            JobScope scope = connection.scope();
            return switch (scope) {
                case JobScope.Admin _ -> new Scope(scope.getClass(), "", "", "");
                case JobScope.User _ -> new Scope(
                    scope.getClass(),
                    "",
                    "",
                    connection.key().namespace() + "/" + connection.token().secretName()
                );
                case JobScope.Org(String org) -> new Scope(scope.getClass(), org.toLowerCase(Locale.ROOT), "", "");
                case JobScope.Repo(String owner, String repo) -> new Scope(
                    scope.getClass(),
                    owner.toLowerCase(Locale.ROOT),
                    repo.toLowerCase(Locale.ROOT),
                    ""
                );
            };
        }
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
            Predicate<Scope> within = within(scopes.keySet());
            for (Map.Entry<Scope, JobCounts> each : scopes.entrySet()) {
                if (!within.test(each.getKey())) {
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
    private static Predicate<Scope> within(Set<Scope> scopes) {
        boolean instance = scopes.stream().anyMatch(scope -> scope.kind() == JobScope.Admin.class);
        Set<String> organizations = scopes
            .stream()
            .filter(scope -> scope.kind() == JobScope.Org.class)
            .map(Scope::owner)
            .collect(Collectors.toSet());
        return instance
            ? scope -> scope.kind() != JobScope.Admin.class
            : scope -> scope.kind() == JobScope.Repo.class && organizations.contains(scope.owner());
    }
}
