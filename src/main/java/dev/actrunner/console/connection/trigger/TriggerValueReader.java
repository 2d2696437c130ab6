package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.scaler.ScalerRequest;
import dev.actrunner.console.keda.scaler.ScalerRequest.Reader;
import dev.actrunner.console.keda.scaling.ValueLocation;
import dev.actrunner.console.keda.scaling.ValueLocation.Reading;
import java.math.BigDecimal;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads the number that KEDA would read from the answer to a trigger's request. */
final class TriggerValueReader {

    private final TriggerRequester requester;
    private final TriggerFindings findings;
    private final @Nullable Platform platform;

    TriggerValueReader(TriggerRequester requester, TriggerFindings findings, @Nullable Platform platform) {
        this.requester = requester;
        this.findings = findings;
        this.platform = platform;
    }

    /** Sends the request, and returns its number; null where KEDA would read none, which is then a finding. */
    @Nullable
    BigDecimal read(HttpUrl address, ScalerRequest request) {
        if (!request.hasCredential() && address.username().isEmpty()) {
            findings.add(Finding.TRIGGER_AUTH, "has no authMode, so KEDA sends no token.");
        }
        return switch (request.reader()) {
            case Reader.Length() -> readLength(address, request);
            case Reader.At(ValueLocation location, boolean yaml) -> readNumber(address, request, location, yaml);
            case Reader.OtherFormat(String format) -> {
                findings.add(
                    Finding.TRIGGER_NO_NUMBER,
                    "reads the format " + format + ", and the forge answers with JSON."
                );
                yield null;
            }
            case Reader.Endpoints() -> {
                findings.add(
                    Finding.TRIGGER_NOT_EVALUATED,
                    "asks the endpoints of a Service (aggregateFromKubeServiceEndpoints), which the console does not."
                );
                yield null;
            }
        };
    }

    private @Nullable BigDecimal readNumber(
        HttpUrl address,
        ScalerRequest request,
        ValueLocation location,
        boolean yaml
    ) {
        Reading reading = requester.ask(address, request, json ->
            yaml ? location.readAsYaml(json) : location.read(json)
        );
        return switch (reading) {
            case null -> null;
            case Reading.Found(BigDecimal number) -> {
                checkRows(location);
                yield number;
            }
            case Reading.NotEvaluated() -> {
                findings.add(Finding.TRIGGER_NOT_EVALUATED, "has a valueLocation that is not evaluated here.");
                yield null;
            }
            case Reading.NoNumber(boolean nothing) -> {
                explainMissing(location, nothing);
                yield null;
            }
        };
    }

    private void checkRows(ValueLocation location) {
        if (location.countsRows()) {
            if (platform == Platform.FORGEJO) {
                findings.add(Finding.TRIGGER_NULL, "counts with #, and finds no number when the queue is empty.");
            } else {
                findings.add(Finding.TRIGGER_PAGE, "counts the rows of one page, 50 at most.");
            }
        }
    }

    private void explainMissing(ValueLocation location, boolean nothing) {
        boolean forgejo = platform == Platform.FORGEJO;
        if (forgejo && location.path().equals("total_count")) {
            findings.add(Finding.TRIGGER_TOTAL_COUNT, "reads total_count, which Forgejo's bare array does not have.");
        } else if (forgejo && location.countsRows() && nothing) {
            findings.add(
                Finding.TRIGGER_NULL,
                "counts with #; the queue is empty, its list is null, and KEDA finds no number."
            );
        } else {
            findings.add(Finding.TRIGGER_NO_NUMBER, "finds no number at " + location.path() + ".");
        }
    }

    /** An array's length; {@code null} counts as none. */
    private @Nullable BigDecimal readLength(HttpUrl address, ScalerRequest request) {
        Optional<Long> length = requester.ask(
            address,
            request,
            json ->
                switch (json.nextToken()) {
                    case START_ARRAY -> Optional.of(ValueLocation.length(json));
                    case VALUE_NULL -> Optional.of(0L);
                    case null, default -> Optional.empty();
                }
        );
        if (length != null && length.isEmpty()) {
            findings.add(Finding.TRIGGER_NO_NUMBER, "gets no list of jobs.");
        }
        return length == null ? null : length.map(BigDecimal::valueOf).orElse(null);
    }
}
