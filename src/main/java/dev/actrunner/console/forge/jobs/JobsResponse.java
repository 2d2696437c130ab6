package dev.actrunner.console.forge.jobs;

import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.LabelDemand;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a forge's list of jobs as a stream, so that memory does not grow with the number of jobs. */
public sealed interface JobsResponse {
    /** Forgejo's bare array; its {@code null} is an empty one. */
    record JobList(JobCounts counts, List<LabelDemand> waitingLabels, List<JobRow> rows) implements JobsResponse {}

    /** Gitea's object with a {@code total_count}. */
    record CountedPage(long totalCount, List<LabelDemand> waitingLabels, List<JobRow> rows) implements JobsResponse {}

    /** JSON that is neither. */
    record Unknown() implements JobsResponse {}

    /** Forgejo's name for them, and Gitea's. */
    Set<String> LABEL_FIELDS = Set.of("runs_on", "labels");
    int MAX_LABELS = 20;
    int MAX_ROWS = 100;
    JsonFactory JSON = JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(1 << 20)
                .build()
        )
        .build();

    /**
     * Reads the whole body.
     *
     * @throws JacksonException when it is not JSON, is cut short or cannot be read
     */
    static JobsResponse read(InputStream body) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            JobsResponse result = switch (json.nextToken()) {
                case START_ARRAY -> readList(json);
                case START_OBJECT -> readPage(json);
                case VALUE_NULL -> new JobList(new JobCounts(0, 0), List.of(), List.of());
                case null, default -> new Unknown();
            };
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return result;
        }
    }

    private static JobsResponse readList(JsonParser json) {
        long waiting = 0;
        long running = 0;
        var labels = new LabelDemandCounter();
        var rows = new ArrayList<JobRow>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            JobRow row = readRow(json);
            if (rows.size() < MAX_ROWS) {
                rows.add(row);
            }
            // Forgejo lists waiting and running jobs only, and KEDA counts whatever is listed.
            if (row.status().equals("running")) {
                running++;
            } else {
                waiting++;
                labels.add(row.labels(), row.page());
            }
        }
        return json.currentToken() == JsonToken.END_ARRAY
            ? new JobList(new JobCounts(waiting, running), labels.demands(), List.copyOf(rows))
            : new Unknown();
    }

    private static JobRow readRow(JsonParser json) {
        var row = new JobRow.Builder();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (LABEL_FIELDS.contains(field) && value == JsonToken.START_ARRAY) {
                row.labels(readStrings(json));
            } else if (value == JsonToken.VALUE_STRING) {
                row.text(field, json.getString());
            } else if (value == JsonToken.VALUE_NUMBER_INT && field.equals("id")) {
                row.text(field, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return row.build();
    }

    private static List<String> readStrings(JsonParser json) {
        var strings = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null) {
                return strings;
            }
            if (json.currentToken() == JsonToken.VALUE_STRING && strings.size() < MAX_LABELS) {
                strings.add(json.getString());
            } else {
                json.skipChildren();
            }
        }
        return strings;
    }

    private static JobsResponse readPage(JsonParser json) {
        long total = -1;
        var labels = new LabelDemandCounter();
        var rows = new ArrayList<JobRow>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("total_count") && value == JsonToken.VALUE_NUMBER_INT && json.getLongValue() >= 0) {
                total = json.getLongValue();
            } else if (field.equals("jobs") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    JobRow row = readRow(json);
                    if (rows.size() < MAX_ROWS) {
                        rows.add(row);
                    }
                    if (row.status().equals("queued")) {
                        labels.add(row.labels(), row.page());
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        return total < 0 ? new Unknown() : new CountedPage(total, labels.demands(), List.copyOf(rows));
    }
}
