package dev.actrunner.console.forge.probe;

import static dev.actrunner.console.diagnosis.CheckId.API;
import static dev.actrunner.console.diagnosis.CheckId.CONNECT;
import static dev.actrunner.console.diagnosis.CheckId.DNS;
import static dev.actrunner.console.diagnosis.CheckId.HTTP;
import static dev.actrunner.console.diagnosis.CheckId.JOBS;
import static dev.actrunner.console.diagnosis.CheckId.PERMISSION;
import static dev.actrunner.console.diagnosis.CheckId.READABLE;
import static dev.actrunner.console.diagnosis.CheckId.REDIRECT;
import static dev.actrunner.console.diagnosis.CheckId.SCOPE;
import static dev.actrunner.console.diagnosis.CheckId.TLS;
import static dev.actrunner.console.diagnosis.CheckId.URL;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckCollector;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.diagnosis.ProbeListener;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeReport.ForgeObservation;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.http.Certificates;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.NetworkFailure;
import dev.actrunner.console.forge.identity.ErrorResponseClassifier;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import dev.actrunner.console.forge.jobs.JobCounter;
import dev.actrunner.console.forge.jobs.JobsReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Runs one probe, from the URL to the last check. */
final class ProbeRun {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private static final NavigableSet<CheckId> ON_THE_WAY = new TreeSet<>(Set.of(DNS, CONNECT));

    private final ProbeTarget target;
    private final ForgeSession session;
    private final ForgeMetadataCache metadata;
    private final Certificates certificates;
    private final Clock clock;
    private final JobsReader reader;
    private final CheckCollector findings = new CheckCollector();
    private final ForgeIdentification identification;

    private @Nullable ForgeIdentity identity;
    private @Nullable JobsEndpoint endpoint;
    private @Nullable JobCounts counts;
    private List<LabelDemand> waitingLabels = List.of();

    ProbeRun(
        ProbeTarget target,
        ForgeSession session,
        ForgeMetadataCache metadata,
        Certificates certificates,
        long maxBodySize,
        Clock clock
    ) {
        this.clock = clock;
        this.target = target;
        this.session = session;
        this.metadata = metadata;
        this.certificates = certificates;
        var errors = new ErrorResponseClassifier(session, target.forge(), target.scope());
        this.reader = new JobsReader(session, target.forge(), errors, maxBodySize);
        this.identification = new ForgeIdentification(target, session, metadata, errors, findings);
    }

    /** @param known what is remembered of the forge, null to ask it */
    void execute(ForgeMetadataCache.@Nullable Known known) {
        findings.pass(READABLE, "The token is readable and can be sent in a header.");
        checkAddress();
        session.listenToPhases(passed ->
            ON_THE_WAY.headSet(passed, true).forEach(each -> ProbeListener.publish(onTheWay(each)))
        );
        try {
            ForgeMetadataCache.Known asked = identification.identify(known);
            identity = asked.identity();
            var jobs = new JobCounter(target, asked.identity(), reader, findings);
            JobCounts counted = count(jobs);
            counts = counted;
            addCaveats(asked, jobs, counted);
        } catch (ProbeFailedException failure) {
            stop(failure);
        } catch (IOException e) {
            stop(NetworkFailure.of(e, target.forge().url()));
        }
    }

    /** Whether the jobs were counted. */
    boolean hasCounted() {
        return counts != null;
    }

    private void stop(ProbeFailedException failure) {
        passUpTo(failure.check().id());
        findings.fail(failure);
    }

    ProbeReport report(Instant now) {
        var checks = findings.complete(CheckId.OF_FORGE);
        ForgeIdentity found = identity;
        var observed = new ForgeObservation(
            found == null ? null : found.platform(),
            found == null ? null : found.text(),
            endpoint,
            counts,
            waitingLabels,
            session.timings(),
            certificates.describe(session.handshake(), now),
            session.retryAfter(now)
        );
        return new ProbeReport(Verdict.of(checks), now, checks, observed);
    }

    private void checkAddress() {
        if (target.forge().isHttps() || LOOPBACK.contains(target.forge().host())) {
            findings.pass(URL, "The token is sent only to " + target.forge().host() + ".");
        } else {
            findings.add(Finding.URL_UNENCRYPTED.seen("The URL begins with http://: the token is sent unencrypted."));
        }
    }

    private JobCounts count(JobCounter jobs) throws ProbeFailedException {
        JobCounts counted;
        try {
            counted = jobs.count();
        } finally {
            endpoint = jobs.endpoint();
        }
        // Not before: where the forge is remembered, nothing was asked until now.
        passUpTo(API);
        checkRedirect();
        findings.pass(PERMISSION, "The token can list the jobs of " + target.scope().title() + ".");
        findings.pass(SCOPE, "The jobs of " + target.scope().title() + " are listed.");
        jobs.checkLabels();
        waitingLabels = jobs.waitingLabels();
        findings.pass(JOBS, counted.waiting() + " waiting and " + counted.running() + " running.");
        return counted;
    }

    /**
     * Adds what makes the count doubtful. This comes after the answer's time was taken, so that it does not add to it; where
     * it fails, the count stands.
     */
    private void addCaveats(ForgeMetadataCache.Known known, JobCounter jobs, JobCounts counted) {
        Instant now = clock.instant();
        if (metadata.isWhole(target, counted, now)) {
            return;
        }
        try {
            List<Check> found = new CountCaveats(session, target, known).find(
                counted,
                jobs,
                metadata.waitingSince(),
                now
            );
            found.forEach(findings::add);
            if (found.isEmpty()) {
                metadata.putUserMetadata(target, counted, now);
            }
        } catch (ProbeFailedException _) {
            // The count stands.
        }
    }

    private void checkRedirect() {
        HttpUrl to = session.redirectedTo();
        if (to == null) {
            findings.pass(REDIRECT, "The URL is not redirected.");
        } else {
            findings.add(
                Finding.REDIRECT_SAME_HOST.seen(
                    "The forge redirects to another of its paths.",
                    "Enter the URL that it redirects to. An organization or repository may have been renamed."
                )
            );
        }
    }

    /** Passes the checks that lie on the way to a check that has a status. */
    private void passUpTo(CheckId reached) {
        ON_THE_WAY.headSet(reached).forEach(passed -> findings.pass(passed, onTheWay(passed).summary()));
        if (reached.compareTo(TLS) > 0) {
            certificates.check(session.handshake(), target.forge().host(), findings);
        }
        if (reached.compareTo(HTTP) > 0) {
            findings.pass(HTTP, "The server responds in time.");
        }
    }

    private Check onTheWay(CheckId passed) {
        String proxy = session.proxy();
        if (proxy != null) {
            return Check.passed(
                passed,
                passed == DNS
                    ? "The proxy " + proxy + " resolves; it looks for " + target.forge().host() + " itself."
                    : target.forge().host() + " is reached through the proxy " + proxy + "."
            );
        }
        return Check.passed(passed, target.forge().host() + (passed == DNS ? " resolves." : " accepts connections."));
    }
}
