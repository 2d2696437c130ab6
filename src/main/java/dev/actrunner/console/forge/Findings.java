package dev.actrunner.console.forge;

import dev.actrunner.console.forge.Check.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects a probe's checks; what was never reached is skipped, with the failure that stopped the probe as the reason. */
final class Findings {

    private final Map<CheckId, Check> checks = new EnumMap<>(CheckId.class);

    void pass(CheckId id, String summary) {
        checks.putIfAbsent(id, new Check(id, Outcome.PASS, summary, null));
    }

    void warn(CheckId id, String summary, String remedy) {
        checks.put(id, new Check(id, Outcome.WARN, summary, remedy));
    }

    void fail(ProbeFailure failure) {
        checks.put(failure.id(), new Check(failure.id(), Outcome.FAIL, failure.summary(), failure.remedy()));
    }

    List<Check> complete() {
        return Stream.of(CheckId.values()).map(this::orSkipped).toList();
    }

    private Check orSkipped(CheckId id) {
        Check known = checks.get(id);
        return known != null
            ? known
            : new Check(id, Outcome.SKIPPED, "Not looked at" + becauseOf(firstFailure()), null);
    }

    private @Nullable Check firstFailure() {
        return checks
            .values()
            .stream()
            .filter(c -> c.outcome() == Outcome.FAIL)
            .findFirst()
            .orElse(null);
    }

    private static String becauseOf(@Nullable Check failure) {
        return failure == null ? "." : ": " + failure.id().id() + " failed.";
    }
}
