package dev.actrunner.console.forge.probe;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.jobs.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares the jobs with the registered runners: labels that nobody offers, jobs that nobody takes, jobs that are stuck, and
 * registrations that runners left behind.
 */
final class RunnerCaveats {

    /** Gitea itself ends a job after three hours (ENDLESS_TASK_TIMEOUT), and one whose runner is silent after ten minutes. */
    private static final Duration LONGEST_JOB = Duration.ofHours(24);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    /** A runner that has nothing to do asks for a job every few seconds. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** A few are restarts; a runner that registers anew with each start leaves one more each time. */
    private static final int MANY_OFFLINE = 5;

    private static final Pattern ORDINAL = Pattern.compile(".*-\\d{1,3}");

    private final ProbeTarget target;
    private final Platform platform;
    private final RegisteredRunners runners;
    private final List<Check> checks = new ArrayList<>();

    RunnerCaveats(ProbeTarget target, Platform platform, RegisteredRunners runners) {
        this.target = target;
        this.platform = platform;
        this.runners = runners;
    }

    /** Returns what was added. */
    List<Check> checks() {
        return checks;
    }

    /** Adds jobs that ask for labels which no registered runner offers and the scaled runners will not. */
    void addUnoffered(List<LabelDemand> demands) {
        if (!runners.complete() || (runners.items().isEmpty() && target.labels().isEmpty())) {
            return;
        }
        String unoffered = demands
            .stream()
            .filter(d -> !d.labels().isEmpty())
            .filter(d -> !d.isMetBy(target.labels(), platform) && !runners.isOffered(d, platform))
            .limit(5)
            .map(LabelDemand::toString)
            .collect(Collectors.joining(", "));
        if (!unoffered.isEmpty()) {
            checks.add(
                Finding.LABELS_UNOFFERED.seen("Waiting jobs ask for labels that no runner offers: " + unoffered + ".")
            );
        }
    }

    /**
     * Adds jobs that stay waiting beside a runner which could take them.
     *
     * @param canRun whether a job's repository has Actions
     */
    void addUnserved(List<JobRow> waiting, Predicate<JobRow> canRun, WaitingSince waitingSince, Instant now) {
        List<JobRow> lasting = waitingSince.longer(target.digest(), waiting, LONGEST_WAIT, now);
        List<JobRow> held = lasting
            .stream()
            .filter(canRun)
            .filter(j -> runners.hasIdleFor(j, platform))
            .toList();
        long elsewhere = held
            .stream()
            .filter(j -> target.scope() instanceof JobScope.Admin && runners.isIdleForSomeAlone(j, platform))
            .count();
        if (elsewhere > 0) {
            checks.add(
                Finding.RUNNERS_OTHER_SCOPE.seen(
                    elsewhere +
                        " jobs wait for more than a minute beside idle runners of an owner or a repository alone."
                )
            );
        }
        if (held.size() > elsewhere) {
            checks.add(
                Finding.JOBS_UNSERVED.seen(
                    held.size() -
                        elsewhere +
                        " jobs wait for more than a minute beside an idle runner that offers their labels."
                )
            );
        }
    }

    /** Adds registrations that pile up, because runners that are gone have left them behind. */
    void addOffline() {
        Map<String, Long> offlineByName = runners
            .items()
            .stream()
            .filter(runner -> runner.status() == RegisteredRunner.Status.OFFLINE)
            // Forgejo's ephemeral runners that the console registers are online while a job runs alone.
            .filter(runner -> platform == Platform.GITEA || !runner.ephemeral())
            .collect(Collectors.groupingBy(RegisteredRunner::name, Collectors.counting()));
        long offline = offlineByName
            .entrySet()
            .stream()
            // A StatefulSet's pod comes back with its registration.
            .filter(name -> name.getValue() > 1 || !ORDINAL.matcher(name.getKey()).matches())
            .mapToLong(Map.Entry::getValue)
            .sum();
        if (offline >= MANY_OFFLINE) {
            checks.add(Finding.RUNNERS_OFFLINE.seen(offline + " registered runners are offline."));
        }
    }

    /** Adds jobs that have been running for long on a runner that is gone. */
    void addStuck(List<JobRow> rows, Instant now) {
        var names = new HashSet<String>();
        long jobs = rows
            .stream()
            .filter(j -> j.startedAt() != null)
            .filter(j -> {
                Duration age = Duration.between(Objects.requireNonNull(j.startedAt()), now);
                boolean gone = runners.complete() && j.runner() != null && !runners.hasOnline(j.runner());
                return age.compareTo(LONGEST_JOB) > 0 || (gone && age.compareTo(LONGEST_SILENCE) > 0);
            })
            .peek(j -> names.add(j.runner() == null ? "an unknown runner" : j.runner()))
            .toList()
            .size();
        if (jobs > 0) {
            checks.add(
                Finding.JOBS_STUCK.seen(
                    jobs +
                        " jobs have been running for long on " +
                        names.stream().sorted().limit(3).collect(Collectors.joining(", ")) +
                        ", which no longer works on them."
                )
            );
        }
    }
}
