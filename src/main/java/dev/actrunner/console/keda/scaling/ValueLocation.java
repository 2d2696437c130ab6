package dev.actrunner.console.keda.scaling;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Evaluates a {@code valueLocation} of KEDA's metrics-api trigger: a gjson path of keys, indexes and {@code #}. A final
 * {@code #} is an array's length; elsewhere it collects the rest from every element, which KEDA cannot use as a number.
 * Source: {@code getValueFromJSONResponse} in KEDA's {@code metrics_api_scaler.go}, and gjson's SYNTAX.md.
 */
public record ValueLocation(String path) {
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");
    private static final int LONGEST = 400;
    private static final int LONGEST_PATH = 1000;
    private static final int GREATEST_EXPONENT = 308;
    private static final Pattern QUANTITY = Pattern.compile(
        "[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d{1,3})?"
    );
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_#-]+(\\.[A-Za-z0-9_#-]+)*");

    /** What KEDA would find. */
    public sealed interface Reading {
        /** A number, which KEDA acts on. */
        record Found(BigDecimal value) implements Reading {}

        /**
         * Nothing, or no number: KEDA reports an error.
         *
         * @param nothing whether the whole document is {@code null}
         */
        record NoNumber(boolean nothing) implements Reading {}

        /** The path is beyond what is evaluated here. */
        record NotEvaluated() implements Reading {}
    }

    /**
     * Reads it from a document, as a stream: whatever its size, one number is kept. A string counts as a number where it is
     * one, as KEDA parses it as a Kubernetes quantity; of fields of one name the first counts, as in gjson.
     */
    public Reading read(JsonParser json) {
        return read(json, json.nextToken());
    }

    private Reading read(JsonParser json, @Nullable JsonToken first) {
        boolean plain = path.length() <= LONGEST_PATH && PLAIN.matcher(path).matches();
        String[] steps = plain ? path.split("\\.", -1) : new String[0];
        if (!plain || Stream.of(steps).anyMatch(step -> step.contains("#") && !step.equals("#"))) {
            return new Reading.NotEvaluated();
        }
        JsonToken at = first;
        if (at == JsonToken.VALUE_NULL) {
            return new Reading.NoNumber(true);
        }
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].equals("#")) {
                return i == steps.length - 1 && at == JsonToken.START_ARRAY
                    ? new Reading.Found(BigDecimal.valueOf(length(json)))
                    : new Reading.NoNumber(false);
            }
            at = step(json, at, steps[i]);
        }
        return number(json, at)
            .<Reading>map(Reading.Found::new)
            .orElseGet(() -> new Reading.NoNumber(false));
    }

    /**
     * Reads it as {@code GetValueByPath} does in what was parsed as YAML: keys of an object and the indexes of an array in
     * it, and no {@code #}.
     */
    public Reading readAsYaml(JsonParser json) {
        JsonToken first = json.nextToken();
        return path.contains("#") || first != JsonToken.START_OBJECT ? new Reading.NoNumber(false) : read(json, first);
    }

    /** Returns how many elements are left of the array that the parser is in. */
    public static long length(JsonParser json) {
        long length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            json.skipChildren();
            length++;
        }
        return length;
    }

    /** The first token of a field's value or of an element, null where there is none. */
    private static @Nullable JsonToken step(JsonParser json, @Nullable JsonToken at, String step) {
        if (at == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals(step);
                JsonToken value = json.nextToken();
                if (wanted) {
                    return value;
                }
                json.skipChildren();
            }
        } else if (at == JsonToken.START_ARRAY && INDEX.matcher(step).matches()) {
            int left = Integer.parseInt(step);
            for (JsonToken value = json.nextToken(); value != null; value = json.nextToken()) {
                if (value == JsonToken.END_ARRAY) {
                    return null;
                }
                if (left-- == 0) {
                    return value;
                }
                json.skipChildren();
            }
        }
        return null;
    }

    private static Optional<BigDecimal> number(JsonParser json, @Nullable JsonToken at) {
        if (at == null || !(at.isNumeric() || at == JsonToken.VALUE_STRING)) {
            return Optional.empty();
        }
        String text = json.getString();
        try {
            BigDecimal number = text.length() > LONGEST ? null : at.isNumeric() ? new BigDecimal(text) : quantity(text);
            // Beyond what KEDA's float64 holds, and a burden to whoever computes with it.
            return number == null || Math.abs((long) number.precision() - number.scale()) > GREATEST_EXPONENT
                ? Optional.empty()
                : Optional.of(number);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A Kubernetes quantity, such as {@code 3}, {@code 2k} or {@code 500m}; null where it is none. */
    private static @Nullable BigDecimal quantity(String text) {
        return QUANTITY.matcher(text).matches() ? Quantity.getAmountInBytes(new Quantity(text)) : null;
    }

    /** Whether it counts rows with {@code #}. */
    public boolean countsRows() {
        return path.equals("#") || path.endsWith(".#");
    }
}
