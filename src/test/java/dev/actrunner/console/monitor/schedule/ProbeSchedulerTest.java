package dev.actrunner.console.monitor.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ProbeSchedulerTest {

    private static final Duration SOON = Duration.ofMillis(20);

    private final Map<String, Integer> runs = new ConcurrentHashMap<>();

    private int runs(String key) {
        return runs.getOrDefault(key, 0);
    }

    /** One whose task counts its runs, and comes again soon. */
    private ProbeScheduler<String> counting(Predicate<String> isRepeated) {
        return new ProbeScheduler<>(
            key -> {
                runs.merge(key, 1, Integer::sum);
                return SOON;
            },
            _ -> SOON,
            isRepeated
        );
    }

    @Test
    void runsEveryKeyAgainAndAgainUntilItEnds() throws InterruptedException {
        try (ProbeScheduler<String> scheduler = counting(_ -> true)) {
            for (int i = 0; i < 500; i++) {
                scheduler.schedule("key-" + i, Duration.ofMillis(1));
            }
            await().until(
                () ->
                    runs.size() == 500 &&
                    runs
                        .values()
                        .stream()
                        .allMatch(n -> n > 2)
            );
            scheduler.cancel("key-7");
            Thread.sleep(100);
            int ended = runs("key-7");
            int others = runs("key-8");
            Thread.sleep(200);
            assertThat(runs("key-7")).isEqualTo(ended);
            assertThat(runs("key-8")).isGreaterThan(others);
        }
    }

    @Test
    void aSlowOneHoldsUpNobodyElse() {
        var never = new CountDownLatch(1);
        try (
            var scheduler = new ProbeScheduler<String>(
                key -> {
                    if (key.equals("slow")) {
                        never.await();
                    }
                    runs.merge(key, 1, Integer::sum);
                    return SOON;
                },
                _ -> SOON,
                _ -> true
            )
        ) {
            scheduler.schedule("slow", Duration.ZERO);
            scheduler.schedule("quick", Duration.ZERO);
            await().until(() -> runs("quick") > 5);
            assertThat(runs("slow")).isZero();
        } finally {
            never.countDown();
        }
    }

    /** Else a connection that is looked at when its forge comes back would keep what it saw a moment before. */
    @Test
    void whatIsAskedForDuringARunComesAfterItAndNotBesideIt() throws InterruptedException {
        var goOn = new Semaphore(0);
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        try (
            var scheduler = new ProbeScheduler<String>(
                key -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    runs.merge(key, 1, Integer::sum);
                    goOn.acquire();
                    atOnce.decrementAndGet();
                    return Duration.ofHours(1);
                },
                _ -> SOON,
                _ -> true
            )
        ) {
            scheduler.schedule("key", Duration.ZERO);
            await().until(() -> runs("key") == 1);
            scheduler.schedule("key", Duration.ZERO);
            Thread.sleep(50);
            assertThat(runs("key")).isEqualTo(1);
            goOn.release();
            await().until(() -> runs("key") == 2);
            goOn.release(2);
            Thread.sleep(50);
            assertThat(runs("key")).isEqualTo(2);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void whatEndsDuringARunIsNotRunAgain() {
        var goOn = new Semaphore(0);
        var ended = new CountDownLatch(1);
        try (
            var scheduler = new ProbeScheduler<String>(
                key -> {
                    runs.merge(key, 1, Integer::sum);
                    goOn.acquire();
                    ended.countDown();
                    return SOON;
                },
                _ -> SOON,
                _ -> true
            )
        ) {
            scheduler.schedule("key", Duration.ZERO);
            await().until(() -> runs("key") == 1);
            scheduler.schedule("key", Duration.ZERO);
            scheduler.cancel("key");
            goOn.release(2);
            await().until(() -> ended.getCount() == 0);
            await()
                .during(Duration.ofMillis(100))
                .until(() -> runs("key") == 1);
        }
    }

    @Test
    void whatBreaksDownIsRunAgain() {
        try (
            var scheduler = new ProbeScheduler<String>(
                key -> {
                    if (runs.merge(key, 1, Integer::sum) == 1) {
                        throw new StackOverflowError("made for a test");
                    }
                    return Duration.ofHours(1);
                },
                _ -> SOON,
                _ -> true
            )
        ) {
            scheduler.schedule("key", Duration.ZERO);
            await().until(() -> runs("key") == 2);
        }
    }

    /** What another replica repeats. */
    @Test
    void whatIsNotRepeatedRunsOnceAndCanBePlannedAnew() {
        var repeated = new AtomicBoolean();
        try (ProbeScheduler<String> scheduler = counting(_ -> repeated.get())) {
            scheduler.schedule("key", Duration.ZERO);
            await().until(() -> runs("key") == 1);
            repeated.set(true);
            scheduler.scheduleIfAbsent("key", Duration.ZERO);
            await().until(() -> runs("key") > 3);
            // It has a run planned or under way, which stays.
            scheduler.scheduleIfAbsent("key", Duration.ofDays(1_000));
            int before = runs("key");
            await().until(() -> runs("key") > before + 3);
        }
    }
}
