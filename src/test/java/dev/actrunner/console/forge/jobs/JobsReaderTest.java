package dev.actrunner.console.forge.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.identity.ErrorResponseClassifier;
import dev.actrunner.console.testing.ForgeResponses;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsReaderTest {

    private static final JobsEndpoint JOBS = new JobsEndpoint("https://git.example.org/api/v1/admin/runners/jobs");

    private final ForgeSession session = mock();
    private final ErrorResponseClassifier errors = mock();
    private final JobsReader reader = new JobsReader(session, new ForgeUrl("https://git.example.org"), errors, 1 << 20);

    private void forgeAnswers(int status, Supplier<ResponseBody> body) throws ProbeFailedException {
        when(session.get(any(), any(String.class))).thenAnswer(_ -> ForgeResponses.builder(status, body.get()).build());
    }

    private void forgeAnswers(int status, String body) throws ProbeFailedException {
        forgeAnswers(status, () -> ResponseBody.create(body, ForgeResponses.JSON));
    }

    private @Nullable Finding listFails() {
        return catchThrowableOfType(ProbeFailedException.class, () -> reader.list(JOBS))
            .check()
            .finding();
    }

    @Test
    void aListIsAskedForAsForgejosTriggerDoes() throws ProbeFailedException {
        forgeAnswers(200, "[{\"status\":\"waiting\"}]");
        assertThat(reader.list(JOBS).counts()).isEqualTo(new JobCounts(1, 0));
        verify(session).get(eq(JOBS.toHttpUrl()), eq("token"));
    }

    @Test
    void aPageIsAskedForAsTheMetricsTriggerDoes() throws ProbeFailedException {
        forgeAnswers(200, "{\"total_count\":7}");
        assertThat(reader.page(JOBS).totalCount()).isEqualTo(7);
        verify(session).get(eq(JOBS.toHttpUrl()), eq("Bearer"));
    }

    @Test
    void aListThatIsNotThereIsNone() throws ProbeFailedException {
        forgeAnswers(404, "");
        assertThat(reader.listIfThere(JOBS)).isNull();
    }

    @Test
    void theTimesAreThoseOfTheFirstListThatWasRead() throws ProbeFailedException {
        forgeAnswers(200, "null");
        reader.list(JOBS);
        reader.list(JOBS);
        verify(session, times(1)).keepTimes();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "{\"total_count\":7} | JOBS_OTHER_SHAPE",
            "3 | JOBS_OTHER_SHAPE",
            "[{\"status\":\"waiting\"} | JOBS_UNREADABLE",
            "<html> | JOBS_UNREADABLE",
        }
    )
    void whatIsNoListIsAFinding(String body, Finding finding) throws ProbeFailedException {
        forgeAnswers(200, body);
        assertThat(listFails()).isEqualTo(finding);
    }

    @Test
    void aListIsReadUpToTheLimit() throws ProbeFailedException {
        forgeAnswers(200, "[" + " ".repeat(1 << 20) + "]");
        ProbeFailedException failure = catchThrowableOfType(ProbeFailedException.class, () -> reader.list(JOBS));
        assertThat(failure.check().finding()).isEqualTo(Finding.JOBS_TOO_LARGE);
        assertThat(failure).hasMessage("The list of jobs is larger than 1 MiB.");
    }

    @Test
    void aListThatComesTooSlowlyIsTheNetworksFault() throws ProbeFailedException {
        var stalled = new ForwardingSource(new Buffer()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                throw new SocketTimeoutException("timeout");
            }
        };
        forgeAnswers(200, () -> ResponseBody.create(Okio.buffer(stalled), ForgeResponses.JSON, -1));
        assertThat(listFails()).isEqualTo(Finding.HTTP_TIMEOUT);
    }

    @Test
    void aRefusalIsExplainedElsewhere() throws ProbeFailedException, IOException {
        forgeAnswers(403, "{}");
        when(errors.toJobs(any())).thenReturn(new ProbeFailedException(Finding.PERMISSION_OTHER, "no"));
        assertThat(listFails()).isEqualTo(Finding.PERMISSION_OTHER);
    }
}
