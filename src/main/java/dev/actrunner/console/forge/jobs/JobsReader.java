package dev.actrunner.console.forge.jobs;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.http.BoundedInputStream;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.NetworkFailure;
import dev.actrunner.console.forge.identity.ErrorResponseClassifier;
import java.io.IOException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/** Reads a forge's lists of jobs, or says why it cannot. */
public final class JobsReader {

    private final ForgeSession session;
    private final ForgeUrl forge;
    private final ErrorResponseClassifier errors;
    private final long maxBodySize;
    private boolean first = true;

    public JobsReader(ForgeSession session, ForgeUrl forge, ErrorResponseClassifier errors, long maxBodySize) {
        this.session = session;
        this.forge = forge;
        this.errors = errors;
        this.maxBodySize = maxBodySize;
    }

    /** Forgejo's list; empty counts are never null. Null where there is no such path. */
    JobsResponse.@Nullable JobList listIfThere(JobsEndpoint jobs) throws ProbeFailedException {
        try (Response response = session.get(jobs.toHttpUrl(), "token")) {
            return response.code() == 404 ? null : list(response);
        }
    }

    /** Forgejo's list. */
    JobsResponse.JobList list(JobsEndpoint jobs) throws ProbeFailedException {
        try (Response response = session.get(jobs.toHttpUrl(), "token")) {
            return list(response);
        }
    }

    private JobsResponse.JobList list(Response response) throws ProbeFailedException {
        if (read(response) instanceof JobsResponse.JobList list) {
            return list;
        }
        throw otherShape();
    }

    /** A page of Gitea's list. */
    JobsResponse.CountedPage page(JobsEndpoint jobs) throws ProbeFailedException {
        try (Response response = session.get(jobs.toHttpUrl(), "Bearer")) {
            if (read(response) instanceof JobsResponse.CountedPage page) {
                return page;
            }
            throw otherShape();
        }
    }

    private JobsResponse read(Response response) throws ProbeFailedException {
        try {
            if (response.code() != 200) {
                throw errors.toJobs(response);
            }
            JobsResponse body = JobsResponse.read(new BoundedInputStream(response.body().byteStream(), maxBodySize));
            if (first) {
                // KEDA asks this, and nothing that follows.
                first = false;
                session.keepTimes();
            }
            return body;
        } catch (JacksonIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (JacksonException _) {
            throw new ProbeFailedException(
                Finding.JOBS_UNREADABLE,
                "The list of jobs is not JSON, or breaks off.",
                "Look at the forge's log and at the proxy in front of it; probe again."
            );
        }
    }

    private ProbeFailedException unreadable(@Nullable Throwable e) {
        if (e instanceof BoundedInputStream.TooLarge) {
            return new ProbeFailedException(
                Finding.JOBS_TOO_LARGE,
                "The list of jobs is larger than " + (maxBodySize >> 20) + " MiB.",
                "Cancel jobs that nobody waits for, or count an organization or repository instead of the whole instance."
            );
        }
        IOException cause = e instanceof IOException io ? io : new IOException(e);
        return NetworkFailure.of(cause, forge.url());
    }

    private static ProbeFailedException otherShape() {
        return new ProbeFailedException(
            Finding.JOBS_OTHER_SHAPE,
            "The answer is JSON, but not this forge's list of jobs.",
            "Check that nothing between answers in the forge's place, and that the address is the forge's own."
        );
    }
}
