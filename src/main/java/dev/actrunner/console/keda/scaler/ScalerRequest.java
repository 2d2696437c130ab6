package dev.actrunner.console.keda.scaler;

import dev.actrunner.console.keda.scaling.ValueLocation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that KEDA sends with a trigger, and how it reads the response. It may hold a secret, so it prints as its type.
 *
 * @param url as KEDA composes it, before a secret is put into it
 * @param secretQuery a parameter that is set in the query, with a secret as its value; empty for none
 * @param headers in the order in which they are added
 * @param hasCredential whether any of it authenticates
 * @param reader what is read in the answer
 * @param timeout the trigger's own, empty for the operator's
 * @param target the number for which one replica is wanted
 * @param activation the number that must be exceeded before anything is started from none
 */
public record ScalerRequest(
    String url,
    Optional<Map.Entry<String, String>> secretQuery,
    List<Map.Entry<String, String>> headers,
    boolean hasCredential,
    Reader reader,
    Optional<Duration> timeout,
    BigDecimal target,
    BigDecimal activation
) {
    /** What a scaler reads in an answer. */
    public sealed interface Reader {
        /** How many elements an array has; {@code null} has none. */
        record Length() implements Reader {}

        /**
         * The number at a place of a JSON document.
         *
         * @param yaml whether it is read as YAML, whose paths know keys and indexes only
         */
        record At(ValueLocation location, boolean yaml) implements Reader {}

        /**
         * A format that no forge answers in.
         *
         * @param format {@code xml} or {@code prometheus}
         */
        record OtherFormat(String format) implements Reader {}

        /** Not one answer but those of the endpoints of a Service. */
        record Endpoints() implements Reader {}
    }

    @Override
    public String toString() {
        return "ScalerRequest[" + reader + "]";
    }
}
