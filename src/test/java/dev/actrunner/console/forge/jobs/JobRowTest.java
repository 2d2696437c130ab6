package dev.actrunner.console.forge.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRowTest {

    private static JobRow with(String field, String value) {
        var row = new JobRow.Builder();
        row.text(field, value);
        return row.build();
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/api/v1/repos/acme/app/actions/jobs/7, acme/app",
        "https://git.example.org/sub/acme/app/actions/runs/7/jobs/0, acme/app",
        "https://git.example.org/acme/app/issues/7, ",
        "ftp://git.example.org/acme/app/actions/runs/7, ",
        "https://git.example.org/acme/a%20b/actions/runs/7, ",
    })
    void theRepositoryIsReadFromTheAddress(String url, @Nullable String repository) {
        assertThat(with("url", url).repository()).isEqualTo(repository);
        assertThat(with("html_url", url).repository()).isEqualTo(repository);
    }

    @Test
    void onlyThePagesAddressIsShown() {
        String page = "https://git.example.org/acme/app/actions/runs/7/jobs/0";
        assertThat(with("html_url", page).page()).isEqualTo(page);
        assertThat(with("url", page).page()).isNull();
        assertThat(with("html_url", "https://git.example.org/" + "x".repeat(1000)).page()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T14:00:00+02:00, 2026-01-31T12:00:00Z",
        "0001-01-01T00:00:00Z, ",
        "1970-01-01T00:00:00Z, ",
        "yesterday, ",
    })
    void aStartThatNeverWasIsNone(String written, @Nullable Instant startedAt) {
        assertThat(with("started_at", written).startedAt()).isEqualTo(startedAt);
    }

    @Test
    void aRunnersNameIsShownWhereItIsSafe() {
        assertThat(with("runner_name", "runner-1.example@org").runner()).isEqualTo("runner-1.example@org");
        assertThat(with("runner_name", "<b>runner</b>").runner()).isNull();
        assertThat(with("runner_name", "x".repeat(101)).runner()).isNull();
    }

    @Test
    void anIdThatIsTooLongIsNone() {
        assertThat(with("id", "9".repeat(30)).id()).hasSize(30);
        assertThat(with("id", "9".repeat(31)).id()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "running, true", "in_progress, true", "waiting, false", "queued, false", "'', false" })
    void runsByTheWordsOfEitherForge(String status, boolean running) {
        assertThat(with("status", status).isRunning()).isEqualTo(running);
        assertThat(with("status", status).isWaiting()).isEqualTo(!running);
    }
}
