package dev.actrunner.console.forge;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A list of jobs as a forge answered it, read as a stream: memory does not grow with the number of jobs. */
sealed interface JobsBody {
    /** Forgejo's bare array; its {@code null} is an empty one. */
    record JobList(JobCounts counts) implements JobsBody {}

    /** Gitea's object with a {@code total_count}. */
    record CountedPage(long totalCount) implements JobsBody {}

    /** JSON that is neither. */
    record Unknown() implements JobsBody {}

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
    static JobsBody read(InputStream body) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            JobsBody result = switch (json.nextToken()) {
                case START_ARRAY -> readList(json);
                case START_OBJECT -> readPage(json);
                case VALUE_NULL -> new JobList(new JobCounts(0, 0));
                case null, default -> new Unknown();
            };
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return result;
        }
    }

    private static JobsBody readList(JsonParser json) {
        long waiting = 0;
        long running = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String status = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("status") && value == JsonToken.VALUE_STRING) {
                    status = json.getString();
                } else {
                    json.skipChildren();
                }
            }
            // Forgejo lists waiting and running jobs only, and KEDA counts whatever is listed.
            if (status.equals("running")) {
                running++;
            } else {
                waiting++;
            }
        }
        return json.currentToken() == JsonToken.END_ARRAY
            ? new JobList(new JobCounts(waiting, running))
            : new Unknown();
    }

    private static JobsBody readPage(JsonParser json) {
        JobsBody result = new Unknown();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("total_count") && value == JsonToken.VALUE_NUMBER_INT && json.getLongValue() >= 0) {
                result = new CountedPage(json.getLongValue());
            } else {
                json.skipChildren();
            }
        }
        return result;
    }
}
