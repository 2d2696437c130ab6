package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.monitor.ConnectionStatus.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The totals of all connections, and a page of those that a query selects. Equal to itself alone: reading thousands of
 * connections to compare would take longer than to make what is kept of it anew.
 *
 * @param rows the page; empty where the connections are in groups
 * @param groups the first groups, 100 at most; empty where the connections are in none
 * @param moreGroups how many groups there are beside these
 * @param matching how many connections the query selects, on all pages
 * @param page which page this is, from 1
 * @param pages how many pages there are, 1 at least
 * @param totals of all connections, whatever the query selects
 * @param namespaces where there are connections, 200 at most
 * @param forges the hosts that they are for, 200 at most
 * @param widest the connection of each of the first 20 forges whose token sees most of it
 */
public record DashboardSnapshot(
    List<ConnectionStatus> rows,
    List<DashboardGroup> groups,
    int moreGroups,
    int matching,
    int page,
    int pages,
    Totals totals,
    List<String> namespaces,
    List<String> forges,
    List<Connection> widest
) {
    private static final int PAGE_SIZE = 50;
    private static final int MAX_GROUPS = 100;
    private static final int MAX_OPTIONS = 200;
    private static final int MAX_WIDEST = 20;
    /** A token for a scope has the right to list what has such scopes. */
    private static final List<String> WIDEST_FIRST = List.of("admin", "org", "user", "repo");

    /**
     * @param connections without what the Helm chart installed
     * @param unknown connections without a verdict yet
     * @param helm what the Helm chart installed
     * @param incidents how many causes the failures have
     * @param waiting jobs that wait, as far as they could be counted, each once however many connections see it
     */
    public record Totals(
        int connections,
        int ready,
        int warning,
        int failed,
        int unknown,
        int helm,
        int incidents,
        long waiting,
        long running
    ) {
        private static Totals of(List<ConnectionStatus> all) {
            Map<State, Integer> states = new EnumMap<>(State.class);
            all.forEach(status -> states.merge(status.state(), 1, Integer::sum));
            JobCounts jobs = DistinctJobs.of(all);
            int helm = states.getOrDefault(State.HELM, 0);
            return new Totals(
                all.size() - helm,
                states.getOrDefault(State.READY, 0),
                states.getOrDefault(State.WARNING, 0),
                states.getOrDefault(State.FAILED, 0),
                states.getOrDefault(State.UNKNOWN, 0),
                helm,
                DashboardGroup.incidents(all),
                jobs.waiting(),
                jobs.running()
            );
        }
    }

    /** Returns the connections of a group, shown or not; none where there is no such group. */
    public List<ConnectionStatus> group(String id) {
        return groups
            .stream()
            .filter(group -> group.id().equals(id))
            .findFirst()
            .map(DashboardGroup::all)
            .orElse(List.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    static DashboardSnapshot of(List<ConnectionStatus> all, DashboardQuery query) {
        List<ConnectionStatus> matching = all
            .stream()
            .filter(query::matches)
            .sorted(query.order().comparator())
            .toList();
        boolean isGrouped = query.grouping() != DashboardQuery.Grouping.NONE;
        List<DashboardGroup> groups = isGrouped ? DashboardGroup.of(matching, query) : List.of();
        int pages = isGrouped ? 1 : Math.max(1, (matching.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.clamp(query.page(), 1, pages);
        int first = (page - 1) * PAGE_SIZE;
        return new DashboardSnapshot(
            isGrouped ? List.of() : List.copyOf(matching.subList(first, Math.min(matching.size(), first + PAGE_SIZE))),
            List.copyOf(groups.subList(0, Math.min(groups.size(), MAX_GROUPS))),
            Math.max(0, groups.size() - MAX_GROUPS),
            matching.size(),
            page,
            pages,
            Totals.of(all),
            all
                .stream()
                .map(s -> s.key().namespace())
                .distinct()
                .limit(MAX_OPTIONS)
                .toList(),
            all
                .stream()
                .map(ConnectionStatus::forgeHost)
                .filter(h -> !h.isEmpty())
                .distinct()
                .sorted()
                .limit(MAX_OPTIONS)
                .toList(),
            widest(all)
        );
    }

    private static List<Connection> widest(List<ConnectionStatus> all) {
        Map<String, Connection> widest = new TreeMap<>();
        for (ConnectionStatus each : all) {
            Connection connection = each.connection();
            if (connection != null && each.state() != State.FAILED) {
                widest.merge(connection.forge().value(), connection, (one, other) ->
                    breadth(other) < breadth(one) ? other : one
                );
            }
        }
        return widest.values().stream().limit(MAX_WIDEST).toList();
    }

    private static int breadth(Connection connection) {
        return WIDEST_FIRST.indexOf(connection.scope().kind());
    }
}
