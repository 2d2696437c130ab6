package dev.actrunner.console.testing;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeReport.ForgeObservation;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds connections, and reports of their probes, for tests without a cluster. */
public final class SampleConnections {

    /** When the probes of the reports were. */
    public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    public static final String FORGE = "https://git.example.org";

    private SampleConnections() {}

    /** The key of a text such as {@code team-a/ci}. */
    public static ConnectionKey key(String text) {
        String[] parts = text.split("/", -1);
        return new ConnectionKey(parts[0], parts[1]);
    }

    /** A connection to a Gitea's whole instance. */
    public static Connection connection(String key) {
        return connection(key, FORGE, new JobScope.Admin());
    }

    public static Connection connection(String key, String forge, JobScope scope) {
        return build(key, forge, Platform.GITEA, scope, "docker", namespaced("ci-trigger-auth"), null);
    }

    /** A connection that is probed at an interval of its own. */
    public static Connection probedEvery(String key, Duration interval) {
        return build(
            key,
            FORGE,
            Platform.GITEA,
            new JobScope.Admin(),
            "docker",
            namespaced("ci-trigger-auth"),
            interval
        );
    }

    /** A connection with what a trigger depends on. */
    public static Connection connection(
        @Nullable Platform platform,
        JobScope scope,
        String labels,
        @Nullable AuthenticationRef authentication
    ) {
        return build("team-a/ci", FORGE, platform, scope, labels, authentication, null);
    }

    private static Connection build(
        String key,
        String forge,
        @Nullable Platform platform,
        JobScope scope,
        String labels,
        @Nullable AuthenticationRef authentication,
        @Nullable Duration interval
    ) {
        return new Connection(
            key(key),
            new ForgeUrl(forge),
            platform,
            null,
            scope,
            RunnerLabels.parse(labels),
            new SecretRef("ci-forgejo-api", "token", true),
            authentication,
            List.of(),
            interval,
            List.of(),
            List.of(),
            null,
            "etag-1"
        );
    }

    public static AuthenticationRef namespaced(String name) {
        return new AuthenticationRef(AuthenticationRef.NAMESPACED, name);
    }

    /** A report without findings. */
    public static ConnectionReport ready(long waiting, long running) {
        return report(NOW, new JobCounts(waiting, running), Check.passed(CheckId.JOBS, "Counted."));
    }

    /** A report with one finding and no figures. */
    public static ConnectionReport found(Finding finding) {
        return report(NOW, null, finding.seen("Seen."));
    }

    public static ConnectionReport report(Instant at, @Nullable JobCounts counts, Check... checks) {
        return report(probe(at, counts, Timings.NONE, checks));
    }

    public static ConnectionReport report(ProbeReport probe) {
        return new ConnectionReport(probe, null, List.of(), List.of());
    }

    public static ProbeReport probe(Instant at, @Nullable JobCounts counts, Timings timings, Check... checks) {
        return probe(at, counts, timings, null, checks);
    }

    /** @param retryAfter how long the forge asks to be left alone */
    public static ProbeReport probe(
        Instant at,
        @Nullable JobCounts counts,
        Timings timings,
        @Nullable Duration retryAfter,
        Check... checks
    ) {
        List<Check> all = List.of(checks);
        var observed = new ForgeObservation(
            Platform.GITEA,
            "1.27.2",
            null,
            counts,
            List.of(),
            timings,
            null,
            retryAfter
        );
        return new ProbeReport(Verdict.of(all), at, all, observed);
    }
}
