package dev.actrunner.console.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which replicas are alive, from what their Leases say at each look. Only this process' own clock counts how long a
 * Lease stayed the same, as in Kubernetes' leader election: the clocks of nodes differ. Not for use by several threads.
 */
final class LiveMembers {

    /** A Lease that is older than this at first sight was left behind, or its replica's clock is late: its next renewal tells. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Duration duration;
    private final Map<String, Known> known = new HashMap<>();
    private long lastLook;

    /**
     * A replica's Lease.
     *
     * @param renewed when it was last renewed, by the replica's clock
     */
    record Sight(Member member, Instant renewed) {}

    /** @param since when this renewal was first seen, in nanoseconds */
    private record Known(Sight sight, long since) {}

    /** @param duration after how long a Lease that is not renewed is a dead replica's */
    LiveMembers(Duration duration) {
        this.duration = duration;
    }

    /**
     * Takes in what is there now.
     *
     * @param sights all Leases; where they cannot be read, this is not called, and everybody stays what they were
     * @param now as {@link System#nanoTime}
     * @param clock the time of day
     * @return who is alive, by name
     */
    List<Member> look(Collection<Sight> sights, long now, Instant clock) {
        // Nobody could renew while nobody could read.
        boolean wasBlind = !known.isEmpty() && now - lastLook > duration.toNanos() / 2;
        var seen = new HashMap<String, Known>();
        for (Sight sight : sights) {
            Known before = known.get(sight.member().name());
            if (before == null) {
                boolean isRecent = sight.renewed().isAfter(clock.minus(SKEW).minus(duration));
                seen.put(sight.member().name(), new Known(sight, isRecent ? now : now - duration.toNanos() - 1));
            } else if (before.sight().equals(sight) && !(wasBlind && isAlive(before, lastLook))) {
                seen.put(sight.member().name(), before);
            } else {
                seen.put(sight.member().name(), new Known(sight, now));
            }
        }
        lastLook = now;
        known.clear();
        known.putAll(seen);
        return known
            .values()
            .stream()
            .filter(each -> isAlive(each, now))
            .map(each -> each.sight().member())
            .sorted(Comparator.comparing(Member::name))
            .toList();
    }

    private boolean isAlive(Known each, long now) {
        return now - each.since() <= duration.toNanos();
    }

    /** Returns the names of those whose Lease has stayed the same for so long. */
    Set<String> unchangedFor(Duration time, long now) {
        return known
            .values()
            .stream()
            .filter(each -> now - each.since() > time.toNanos())
            .map(each -> each.sight().member().name())
            .collect(Collectors.toSet());
    }
}
