package dev.actrunner.console.monitor.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.probe.ForgeDiscovery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes a forge that is down from a console whose own network is. Before a forge that cannot be reached is believed
 * to be down, hosts that were reached shortly before are asked; where none of them can be reached either, the console is
 * isolated.
 */
public final class SelfConnectivity {

    private static final Logger LOG = LoggerFactory.getLogger(SelfConnectivity.class);
    private static final Set<CheckId> ON_THE_WAY = Set.of(CheckId.DNS, CheckId.CONNECT);
    private static final int WITNESSES = 3;
    private static final Duration SET_BACK = Duration.ofMinutes(2);
    private static final ExecutorService DISCOVERIES = Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("witness").factory()
    );

    /** How long one witness' word is taken for all the connections that fail together. */
    private static final long VALID_NANOS = Duration.ofSeconds(2).toNanos();

    private final Function<ForgeUrl, ForgeDiscovery> discover;
    private final Supplier<Collection<ForgeUrl>> known;
    private final Cache<String, ForgeUrl> reached;
    private volatile boolean everReached;
    private volatile @Nullable Instant isolatedSince;
    private @Nullable String witness;
    private long witnessedAt;

    /**
     * @param discover asks a forge without a token
     * @param known all forges under watch, for a console that has not reached any yet
     * @param interval between two probes; a forge that was reached may be asked for ten of them
     */
    public SelfConnectivity(
        Function<ForgeUrl, ForgeDiscovery> discover,
        Supplier<Collection<ForgeUrl>> known,
        Duration interval
    ) {
        this.discover = discover;
        this.known = known;
        this.reached = Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(interval.multipliedBy(10)).build();
    }

    /** Returns whether the console is offline. */
    public boolean isIsolated() {
        return isolatedSince != null;
    }

    /**
     * Detects whether a probe's report says nothing about its forge, because no other can be reached either.
     *
     * @param report of a forge at {@code forge}
     * @param matters whether others are worth asking
     */
    public boolean detectIsolation(ForgeUrl forge, ConnectionReport report, boolean matters) {
        if (report.probe().checks().stream().noneMatch(SelfConnectivity::isOnTheWay)) {
            if (report.probe().observed().timings().firstByteMs() != null) {
                reached(forge, report.probe().checkedAt());
            }
            return false;
        }
        return matters && !tryOthers(forge, report.probe().checkedAt());
    }

    private static boolean isOnTheWay(Check check) {
        return (
            check.status() == CheckStatus.FAIL &&
            check.finding() != null &&
            check.finding() != Finding.ADDRESS_FORBIDDEN &&
            ON_THE_WAY.contains(check.id())
        );
    }

    private void reached(ForgeUrl forge, Instant at) {
        reached.put(forge.host(), forge);
        everReached = true;
        Instant since = isolatedSince;
        // A report that connections share may be of before; one of long before is of a clock that was set back.
        if (since != null && (at.isAfter(since) || at.isBefore(since.minus(SET_BACK)))) {
            isolatedSince = null;
            LOG.info("{} is reached again: the console is no longer isolated", forge.host());
        }
    }

    /** True also where there is nobody to ask. */
    private synchronized boolean tryOthers(ForgeUrl forge, Instant at) {
        if (isIsolated()) {
            return false;
        }
        if (witness != null && !witness.equals(forge.host()) && System.nanoTime() - witnessedAt < VALID_NANOS) {
            return true;
        }
        List<ForgeUrl> others = others(forge);
        if (others.isEmpty()) {
            return true;
        }
        String reached = firstThatIsReached(others);
        if (reached != null) {
            witness = reached;
            witnessedAt = System.nanoTime();
            return true;
        }
        isolatedSince = at;
        LOG.warn(
            "Neither {} nor {} can be reached: the console is taken to be isolated, and verdicts stay as they were",
            forge.host(),
            String.join(", ", others.stream().map(ForgeUrl::host).toList())
        );
        return false;
    }

    /** Asks all at once, so that one that hangs does not hold up the answer of another; null where none is reached. */
    private @Nullable String firstThatIsReached(List<ForgeUrl> others) {
        List<Callable<String>> discoveries = others
            .stream()
            .<Callable<String>>map(other -> () -> reachedHost(other))
            .toList();
        try {
            return DISCOVERIES.invokeAny(discoveries);
        } catch (ExecutionException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private String reachedHost(ForgeUrl forge) throws IOException {
        Check problem = discover.apply(forge).problem();
        if (problem != null && isOnTheWay(problem)) {
            throw new IOException(problem.summary());
        }
        return forge.host();
    }

    /** Those that were reached last, of which the fewest are down: one of them may have gone with this one. */
    private List<ForgeUrl> others(ForgeUrl forge) {
        Collection<ForgeUrl> candidates = everReached ? reachedLast() : known.get();
        return candidates
            .stream()
            .filter(other -> !other.host().equals(forge.host()))
            .distinct()
            .limit(WITNESSES)
            .toList();
    }

    private Collection<ForgeUrl> reachedLast() {
        return reached
            .policy()
            .expireAfterWrite()
            .orElseThrow()
            .youngest(WITNESSES + 1)
            .values();
    }
}
