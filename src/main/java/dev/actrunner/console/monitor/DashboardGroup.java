package dev.actrunner.console.monitor;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.monitor.ConnectionStatus.State;
import dev.actrunner.console.monitor.DashboardQuery.Grouping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param all its connections, in the order that was asked for
 * @param shown how many of them are shown, the first
 */
public record DashboardGroup(
    String id,
    State state,
    @Nullable Finding finding,
    String name,
    @Nullable Instant since,
    List<ConnectionStatus> all,
    int shown
) {
    private static final int MAX_OPEN = 500;
    private static final int MAX_READY = 50;
    private static final int MAX_FOLDED = 3;

    /** What makes a group. */
    private record Common(@Nullable State state, @Nullable Finding finding, String name) {
        String id() {
            return (
                (state == null ? "" : state.id()) +
                (finding == null ? "" : "." + finding.id()) +
                (name.isEmpty() ? "" : (state == null ? "" : ".down@") + name)
            );
        }
    }

    /** The connections that are shown. */
    public List<ConnectionStatus> rows() {
        return all.subList(0, shown);
    }

    /** Whether everybody who could be told knows of all of it, or wants to hear nothing. */
    public boolean isSilenced(Instant now) {
        return all.stream().allMatch(status -> status.isSilenced(now) || status.isAcknowledged());
    }

    private static Common common(ConnectionStatus status, Grouping grouping) {
        return switch (grouping) {
            case FORGE -> new Common(null, null, status.forgeHost());
            case NAMESPACE -> new Common(null, null, status.key().namespace());
            default -> cause(status);
        };
    }

    private static Common cause(ConnectionStatus status) {
        if (status.isForgeDown()) {
            // In whatever way: some may be refused, and some wait in vain.
            return new Common(status.state(), null, status.forgeHost());
        }
        return new Common(status.state(), status.state().isProblem() ? status.worstFinding() : null, "");
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
            .toList();
    }

    private static DashboardGroup of(Common common, List<ConnectionStatus> all, String open) {
        State state = all.stream().map(ConnectionStatus::state).min(Comparator.naturalOrder()).orElse(State.UNKNOWN);
        boolean isFolded = common.state() == null || state.isProblem();
        int most = common.id().equals(open) ? MAX_OPEN : isFolded ? MAX_FOLDED : MAX_READY;
        Instant since = all
            .stream()
            .filter(status -> status.state() == state)
            .map(ConnectionStatus::since)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
        boolean isForge = common.state() != null && !common.name().isEmpty();
        Finding finding = isForge ? all.getFirst().worstFinding() : common.finding();
        // A line that says that there is one more takes the place of that one.
        int shown = all.size() <= most + 1 ? all.size() : most;
        return new DashboardGroup(
            common.id(),
            state,
            finding,
            common.name(),
            since,
            Collections.unmodifiableList(all),
            shown
        );
    }
}
