package dev.actrunner.console.monitor;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.monitor.ConnectionStatus.State;
import dev.actrunner.console.monitor.DashboardQuery.Grouping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Connections that have something in common.
 *
 * @param id names the group in addresses
 * @param state the worst of its connections'
 * @param finding what is wrong with all of them, null where they do not stand together for that
 * @param name the forge or the namespace that they have in common, empty where that is not it
 * @param since when the first of them became what it is, null where that is not known
 * @param connections how many there are
 * @param rows those of them that are shown, in the order that was asked for
 */
public record DashboardGroup(
    String id,
    State state,
    @Nullable Finding finding,
    String name,
    @Nullable Instant since,
    int connections,
    List<ConnectionStatus> rows
) {
    private static final int MAX_GROUPS = 100;
    private static final int MAX_OPEN = 500;
    private static final int MAX_READY = 50;
    private static final int MAX_FOLDED = 3;

    /** What makes a group. */
    private record Common(@Nullable State state, @Nullable Finding finding, String name) {
        String id() {
            return (
                (state == null ? "" : state.id()) +
                (finding == null ? "" : "." + finding.id()) +
                (name.isEmpty() ? "" : (state == null ? "" : "@") + name)
            );
        }
    }

    private static Common common(ConnectionStatus status, Grouping grouping) {
        return switch (grouping) {
            case FORGE -> new Common(null, null, status.forgeHost());
            case NAMESPACE -> new Common(null, null, status.key().namespace());
            default -> cause(status);
        };
    }

    private static Common cause(ConnectionStatus status) {
        Finding worst = status.state().isProblem() ? status.worstFinding() : null;
        return new Common(status.state(), worst, status.isForgeDown() ? status.forgeHost() : "");
    }

    /** Counts what is broken: a forge that is down is one incident, and so is what fails for the same reason. */
    static int incidents(List<ConnectionStatus> all) {
        return (int) all
            .stream()
            .filter(status -> status.state() == State.FAILED)
            .map(DashboardGroup::cause)
            .distinct()
            .count();
    }

    /**
     * Puts connections into groups, the worst first and among these the one that changed last.
     *
     * @param sorted in the order in which a group shows them
     */
    static List<DashboardGroup> of(List<ConnectionStatus> sorted, DashboardQuery query) {
        Map<Common, List<ConnectionStatus>> groups = new LinkedHashMap<>();
        for (ConnectionStatus each : sorted) {
            groups.computeIfAbsent(common(each, query.grouping()), _ -> new ArrayList<>()).add(each);
        }
        return groups
            .entrySet()
            .stream()
            .map(group -> of(group.getKey(), group.getValue(), query.open()))
            .sorted(
                Comparator.comparing(DashboardGroup::state)
                    .thenComparing(DashboardGroup::since, Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(DashboardGroup::id)
            )
            .limit(MAX_GROUPS)
            .toList();
    }

    private static DashboardGroup of(Common common, List<ConnectionStatus> all, String open) {
        State state = all.stream().map(ConnectionStatus::state).min(Comparator.naturalOrder()).orElse(State.UNKNOWN);
        boolean isFolded = common.state() == null || state.isProblem();
        int most = common.id().equals(open) ? MAX_OPEN : isFolded ? MAX_FOLDED : MAX_READY;
        return new DashboardGroup(
            common.id(),
            state,
            common.finding(),
            common.name(),
            all
                .stream()
                .filter(status -> status.state() == state)
                .map(ConnectionStatus::since)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null),
            all.size(),
            // A line that says that there is one more takes the place of that one.
            List.copyOf(all.size() <= most + 1 ? all : all.subList(0, most))
        );
    }
}
