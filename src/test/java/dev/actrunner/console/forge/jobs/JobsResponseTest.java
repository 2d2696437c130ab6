package dev.actrunner.console.forge.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.jobs.JobsResponse.CountedPage;
import dev.actrunner.console.forge.jobs.JobsResponse.JobList;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JobsResponseTest {

    private static JobsResponse read(String body) {
        return JobsResponse.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JobList list(String body) {
        return (JobList) read(body);
    }

    @Test
    void forgejosListIsCountedByStatus() {
        JobList list = list(
            """
            [{"id":1,"status":"waiting","runs_on":["docker"]},
             {"id":2,"status":"running","runs_on":["docker"]},
             {"id":3,"status":"blocked","runs_on":["gpu","docker"]}]
            """
        );
        assertThat(list.counts()).isEqualTo(new JobCounts(2, 1));
        assertThat(list.waitingLabels()).containsExactlyInAnyOrder(
            new LabelDemand(List.of("docker"), 1),
            new LabelDemand(List.of("docker", "gpu"), 1)
        );
        assertThat(list.rows()).extracting(JobRow::id).containsExactly("1", "2", "3");
    }

    @Test
    void forgejosNullIsAnEmptyList() {
        assertThat(read("null")).isEqualTo(new JobList(new JobCounts(0, 0), List.of(), List.of()));
        assertThat(read("[]")).isEqualTo(read("null"));
    }

    @Test
    void giteasPageHasATotalAndLabelsOfQueuedJobs() {
        var page = (CountedPage) read(
            """
            {"jobs":[{"id":1,"status":"queued","labels":["docker"],"steps":[{"status":"x"}]},
                     {"id":2,"status":"in_progress","labels":["gpu"]}],
             "total_count":57}
            """
        );
        assertThat(page.totalCount()).isEqualTo(57);
        assertThat(page.waitingLabels()).containsExactly(new LabelDemand(List.of("docker"), 1));
        assertThat(page.rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
            "3",
            "\"jobs\"",
            "",
            "{}",
            "{\"jobs\":[]}",
            "{\"total_count\":-1}",
            "{\"total_count\":\"3\"}",
            "[1,2]",
            "[{\"id\":1},2]",
        }
    )
    void anythingElseIsUnknown(String body) {
        assertThat(read(body)).isEqualTo(new JobsResponse.Unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"id\":1}", "{\"total_count\":3", "<html>", "[] x", "{\"total_count\":1}}" })
    void aBodyThatBreaksOffOrIsNoJsonIsRefused(String body) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(body));
    }

    @Test
    void aHundredRowsAreKeptAndAllAreCounted() {
        JobList list = list("[" + "{\"status\":\"waiting\"},".repeat(249) + "{\"status\":\"waiting\"}]");
        assertThat(list.counts()).isEqualTo(new JobCounts(250, 0));
        assertThat(list.rows()).hasSize(100);
        assertThat(list.waitingLabels()).containsExactly(new LabelDemand(List.of(), 250));
    }

    @Test
    void twentyLabelsOfAJobAreKept() {
        JobList list = list("[{\"runs_on\":[" + "\"a\",[\"b\"],{\"c\":1},".repeat(30) + "\"z\"]}]");
        assertThat(list.rows().getFirst().labels()).hasSize(20).containsOnly("a");
    }
}
