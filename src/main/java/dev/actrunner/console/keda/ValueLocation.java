package dev.actrunner.console.keda;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A {@code valueLocation} of KEDA's metrics-api trigger: a gjson path of keys, indexes and {@code #}. {@code #} at the end
 * is an array's length; in between it collects the rest from every element, whose number KEDA cannot use.
 * Source: {@code getValueFromJSONResponse} in KEDA's {@code metrics_api_scaler.go}, and gjson's SYNTAX.md.
 */
public record ValueLocation(String path) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_#-]+(\\.[A-Za-z0-9_#-]+)*");

    /** What KEDA would find. */
    public sealed interface Reading {
        /** A number, which KEDA acts on. */
        record Found(BigDecimal value) implements Reading {}

        /** Nothing, or no number: KEDA reports an error. */
        record NoNumber() implements Reading {}

        /** The path is beyond what is evaluated here. */
        record NotEvaluated() implements Reading {}
    }

    /** Reads it from a body. A string counts as a number where it is one, as KEDA parses it as a Kubernetes quantity. */
    public Reading read(JsonNode body) {
        if (!PLAIN.matcher(path).matches()) {
            return new Reading.NotEvaluated();
        }
        JsonNode at = body;
        String[] steps = path.split("\\.", -1);
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].equals("#")) {
                return i == steps.length - 1 && at.isArray()
                    ? new Reading.Found(BigDecimal.valueOf(at.size()))
                    : new Reading.NoNumber();
            }
            if (steps[i].contains("#")) {
                return new Reading.NotEvaluated();
            }
            at = step(at, steps[i]);
        }
        return number(at).<Reading>map(Reading.Found::new).orElseGet(Reading.NoNumber::new);
    }

    private static JsonNode step(JsonNode at, String step) {
        if (at.isArray()) {
            return step.matches("\\d{1,9}") ? at.path(Integer.parseInt(step)) : MissingNode.getInstance();
        }
        return at.path(step);
    }

    private static Optional<BigDecimal> number(@Nullable JsonNode at) {
        if (at != null && at.isNumber()) {
            return Optional.of(at.decimalValue());
        }
        try {
            return at != null && at.isString() ? Optional.of(new BigDecimal(at.stringValue())) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether it counts rows with {@code #}. */
    public boolean countsRows() {
        return path.equals("#") || path.endsWith(".#");
    }
}
