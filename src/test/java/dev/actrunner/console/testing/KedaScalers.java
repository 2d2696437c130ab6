package dev.actrunner.console.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * KEDA's own scalers, from the program {@code trigger} in the folder that {@code KEDA_BINARIES} names: it builds a scaler as
 * KEDA's operator does, and lets it ask.
 */
public final class KedaScalers implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    private KedaScalers() {
        try {
            Path program = Path.of(Objects.requireNonNull(System.getenv("KEDA_BINARIES")), "trigger");
            process = new ProcessBuilder(List.of(program.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
            questions = process.outputWriter(StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the program. */
    public static KedaScalers start() {
        return new KedaScalers();
    }

    /**
     * What KEDA makes of a trigger.
     *
     * @param stage where it gives up: {@code parse} or {@code read}; empty where it reads a number
     * @param error in KEDA's words, empty where there is none
     * @param value the number, empty where there is none
     * @param active whether KEDA would start something from none
     */
    public record Answer(String stage, String error, String value, boolean active) {}

    /**
     * Lets KEDA read a trigger.
     *
     * @param parameters what its TriggerAuthentication gives
     */
    public Answer read(String type, String metricType, Map<String, String> metadata, Map<String, String> parameters) {
        try {
            questions.write(
                JSON.writeValueAsString(
                    Map.of(
                        "type",
                        type,
                        "metricType",
                        metricType,
                        "metadata",
                        metadata,
                        "authParams",
                        parameters,
                        "timeoutMs",
                        3000
                    )
                )
            );
            questions.write('\n');
            questions.flush();
            JsonNode answer = JSON.readTree(Objects.requireNonNull(answers.readLine()));
            return new Answer(
                answer.path("stage").asString(""),
                answer.path("error").asString(""),
                answer.path("value").asString(""),
                answer.path("active").asBoolean(false)
            );
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
