package dev.actrunner.console.forge;

import static dev.actrunner.console.forge.CheckId.API;
import static dev.actrunner.console.forge.CheckId.CONNECT;
import static dev.actrunner.console.forge.CheckId.DNS;
import static dev.actrunner.console.forge.CheckId.HTTP;
import static dev.actrunner.console.forge.CheckId.JOBS;
import static dev.actrunner.console.forge.CheckId.LABELS;
import static dev.actrunner.console.forge.CheckId.LATENCY;
import static dev.actrunner.console.forge.CheckId.PERMISSION;
import static dev.actrunner.console.forge.CheckId.PLATFORM;
import static dev.actrunner.console.forge.CheckId.READABLE;
import static dev.actrunner.console.forge.CheckId.REDIRECT;
import static dev.actrunner.console.forge.CheckId.SCOPE;
import static dev.actrunner.console.forge.CheckId.TLS;
import static dev.actrunner.console.forge.CheckId.TOKEN;
import static dev.actrunner.console.forge.CheckId.URL;
import static dev.actrunner.console.forge.CheckId.VERSION;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/** One probe from the first look at the address to the last check. */
final class ProbeRun {

    /** KEDA's default, {@code KEDA_HTTP_DEFAULT_TIMEOUT}. */
    private static final Duration KEDA_TIMEOUT = Duration.ofSeconds(3);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final ProbeTarget target;
    private final ForgeSession session;
    private final long maxBody;
    private final Refusal refusal;
    private final Findings findings = new Findings();

    private @Nullable ForgeIdentity identity;
    private @Nullable JobsEndpoint endpoint;
    private @Nullable JobCounts counts;

    ProbeRun(ProbeTarget target, ForgeSession session, long maxBody) {
        this.target = target;
        this.session = session;
        this.maxBody = maxBody;
        this.refusal = new Refusal(target.forge(), target.scope());
    }

    void execute() {
        findings.pass(READABLE, "The token can be sent in a header.");
        checkAddress();
        try {
            ForgeIdentity found = identify();
            identity = found;
            JobCounts counted = count(found);
            checkLabels(found);
            counts = counted;
            checkLatency();
        } catch (ProbeFailure failure) {
            stop(failure);
        } catch (IOException e) {
            stop(NetworkFailure.of(e, HttpUrl.get(target.forge().value())));
        }
    }

    private void stop(ProbeFailure failure) {
        passUpTo(failure.id());
        findings.fail(failure);
    }

    ProbeReport report(Instant now) {
        var checks = findings.complete();
        ForgeIdentity found = identity;
        return new ProbeReport(
            Verdict.of(checks),
            now,
            found == null ? null : found.platform(),
            found == null ? null : found.text(),
            endpoint,
            counts,
            checks,
            session.timings()
        );
    }

    private void checkAddress() {
        if (target.forge().isHttps() || LOOPBACK.contains(target.forge().host())) {
            findings.pass(URL, "The token travels to " + target.forge().host() + " only.");
        } else {
            findings.warn(
                URL,
                "The address begins with http://: the token travels unencrypted.",
                "Enter the forge's https:// address."
            );
        }
    }

    private ForgeIdentity identify() throws ProbeFailure, IOException {
        ForgeIdentity found = ForgeIdentity.ask(session, target.forge(), refusal);
        passUpTo(API);
        findings.pass(API, "A forge's API answers at " + target.forge() + ".");
        findings.pass(TOKEN, "The forge knows the token.");
        if (target.platform() == null || target.platform() == found.platform()) {
            findings.pass(PLATFORM, "This is " + found.title() + ".");
        } else {
            findings.warn(
                PLATFORM,
                "This is " + found.title() + ", not " + target.platform().title() + ".",
                "Choose " +
                    found.platform().title() +
                    ", or let the console find out; the probe went on as on " +
                    found.platform().title() +
                    "."
            );
        }
        if (!found.listsJobs()) {
            throw new ProbeFailure(
                VERSION,
                found.title() + " has no list of Actions jobs in its API.",
                "Update to " + found.platform().title() + " " + found.platform().firstWithJobs() + " or newer."
            );
        }
        findings.pass(VERSION, found.title() + " lists Actions jobs.");
        return found;
    }

    private JobCounts count(ForgeIdentity found) throws ProbeFailure {
        JobsEndpoint jobs = JobsEndpoint.of(target.forge(), found.platform(), target.scope(), target.labels());
        endpoint = jobs;
        JobCounts counted = switch (found.platform()) {
            case FORGEJO -> countOnForgejo(found, jobs);
            case GITEA -> countOnGitea(jobs);
        };
        checkRedirect();
        findings.pass(PERMISSION, "The token may read the jobs of " + target.scope().title() + ".");
        findings.pass(SCOPE, "The jobs of " + target.scope().title() + " are listed.");
        findings.pass(JOBS, counted.waiting() + " waiting and " + counted.running() + " running.");
        return counted;
    }

    private JobCounts countOnForgejo(ForgeIdentity found, JobsEndpoint jobs) throws ProbeFailure {
        try (Response response = session.get(jobs.toHttpUrl(), "token")) {
            boolean olderPathGone =
                response.code() == 404 && target.scope() instanceof JobScope.Admin && found.hasNewerAdminPath();
            if (!olderPathGone) {
                return list(response);
            }
        }
        JobsEndpoint newer = JobsEndpoint.newerForgejoAdmin(target.forge(), target.labels());
        endpoint = newer;
        try (Response response = session.get(newer.toHttpUrl(), "token")) {
            JobCounts counted = list(response);
            findings.warn(
                JOBS,
                "The list is at its newer path only: " +
                    counted.waiting() +
                    " waiting and " +
                    counted.running() +
                    " running.",
                "KEDA's forgejo-runner trigger calls the older path /api/v1/admin/runners/jobs: see that nothing between" +
                    " blocks it, or count an organization instead."
            );
            return counted;
        }
    }

    private JobCounts list(Response response) throws ProbeFailure {
        if (read(response) instanceof JobsBody.JobList(JobCounts counted)) {
            return counted;
        }
        throw unexpectedShape();
    }

    private JobCounts countOnGitea(JobsEndpoint jobs) throws ProbeFailure {
        long total = total(jobs);
        long waiting = total == 0 ? 0 : Math.min(total, total(jobs.queuedOnly()));
        return new JobCounts(waiting, total - waiting);
    }

    private long total(JobsEndpoint jobs) throws ProbeFailure {
        try (Response response = session.get(jobs.toHttpUrl(), "Bearer")) {
            if (read(response) instanceof JobsBody.CountedPage(long total)) {
                return total;
            }
            throw unexpectedShape();
        }
    }

    private JobsBody read(Response response) throws ProbeFailure {
        try {
            if (response.code() != 200) {
                throw refusal.toJobs(response);
            }
            return JobsBody.read(new BoundedBody(response.body().byteStream(), maxBody));
        } catch (JacksonIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (JacksonException _) {
            throw new ProbeFailure(
                JOBS,
                "The list of jobs is not JSON, or breaks off.",
                "Look at the forge's log and at the proxy in front of it; probe again."
            );
        }
    }

    private ProbeFailure unreadable(@Nullable Throwable e) {
        if (e instanceof BoundedBody.TooLarge) {
            return new ProbeFailure(
                JOBS,
                "The list of jobs is larger than " + (maxBody >> 20) + " MiB.",
                "Cancel jobs that nobody waits for, or count an organization or repository instead of the whole instance."
            );
        }
        IOException cause = e instanceof IOException io ? io : new IOException(e);
        return NetworkFailure.of(cause, HttpUrl.get(target.forge().value()));
    }

    private static ProbeFailure unexpectedShape() {
        return new ProbeFailure(
            JOBS,
            "The answer is JSON, but not this forge's list of jobs.",
            "Check that nothing between answers in the forge's place, and that the address is the forge's own."
        );
    }

    private void checkRedirect() {
        HttpUrl to = session.redirectedTo();
        if (to == null) {
            findings.pass(REDIRECT, "The forge answers at this address itself.");
            return;
        }
        findings.warn(
            REDIRECT,
            "The forge redirects to another address on the same host.",
            to.isHttps() && !target.forge().isHttps()
                ? "Enter the https:// address: until then the token travels unencrypted first."
                : "Enter the address that it leads to; an organization or repository may have been renamed."
        );
    }

    private void checkLabels(ForgeIdentity found) throws ProbeFailure {
        boolean given = !target.labels().isEmpty();
        if (found.platform() == Platform.GITEA) {
            findings.pass(
                LABELS,
                given
                    ? "Gitea counts the jobs of all labels, not only of " + target.labels() + "."
                    : "Gitea needs none."
            );
        } else if (given) {
            findings.pass(LABELS, "Counted are jobs whose labels are all among " + target.labels() + ".");
        } else if (found.countsWithoutLabels()) {
            findings.warn(
                LABELS,
                "Jobs of all labels were counted; KEDA's forgejo-runner trigger counts by labels and requires them.",
                "Enter the labels that the scaled runners offer."
            );
        } else {
            throw new ProbeFailure(
                LABELS,
                found.title() + " lists no jobs at all unless it is asked for labels.",
                "Enter the labels that the scaled runners offer."
            );
        }
    }

    private void checkLatency() {
        Timings times = session.timings();
        double asKeda = Stream.of(times.dnsMs(), times.connectMs(), times.tlsMs(), times.firstByteMs())
            .flatMapToDouble(ms -> ms == null ? DoubleStream.empty() : DoubleStream.of(ms))
            .sum();
        if (asKeda <= KEDA_TIMEOUT.toMillis()) {
            findings.pass(LATENCY, "KEDA would have its answer after " + Math.round(asKeda) + " ms.");
        } else {
            findings.warn(
                LATENCY,
                "The answer took " + Math.round(asKeda) + " ms; KEDA gives up after " + KEDA_TIMEOUT.toMillis() + ".",
                "Raise KEDA_HTTP_DEFAULT_TIMEOUT (milliseconds) on KEDA's operator, or make the forge faster."
            );
        }
    }

    /** What lies on the way to a check has passed once that check has an outcome. */
    private void passUpTo(CheckId reached) {
        String host = target.forge().host();
        if (reached.compareTo(DNS) > 0) {
            findings.pass(DNS, host + " resolves.");
        }
        if (reached.compareTo(CONNECT) > 0) {
            findings.pass(CONNECT, host + " accepts connections.");
        }
        if (reached.compareTo(TLS) > 0) {
            findings.pass(
                TLS,
                target.forge().isHttps()
                    ? "The certificate of " + host + " is trusted."
                    : "No TLS: the address begins with http://."
            );
        }
        if (reached.compareTo(HTTP) > 0) {
            findings.pass(HTTP, "The server answers.");
        }
    }
}
