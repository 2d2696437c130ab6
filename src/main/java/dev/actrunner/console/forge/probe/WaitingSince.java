package dev.actrunner.console.forge.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.forge.jobs.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers since when the jobs of a target have been seen waiting, because neither forge says it alike. */
final class WaitingSince {

    private final Cache<String, Map<String, Instant>> firstSeen = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterAccess(Duration.ofHours(1))
        .executor(Runnable::run)
        .build();

    /** Those of the waiting jobs that were seen to wait for some time, and keeps the others for the next look. */
    List<JobRow> longer(String target, List<JobRow> waiting, Duration than, Instant now) {
        Map<String, Instant> before = firstSeen.get(target, _ -> Map.of());
        Map<String, Instant> since = new HashMap<>();
        waiting.forEach(job -> since.put(job.id(), before.getOrDefault(job.id(), now)));
        firstSeen.put(target, Map.copyOf(since));
        return waiting
            .stream()
            .filter(job -> !job.id().isEmpty())
            .filter(job -> Duration.between(since.getOrDefault(job.id(), now), now).compareTo(than) >= 0)
            .toList();
    }
}
