package dev.actrunner.console.diagnosis;

import dev.actrunner.console.diagnosis.CheckStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects a probe's checks. A check may have several findings; what was never reached is skipped, with the failure that
 * stopped the probe as the reason.
 */
public final class CheckCollector {

    private final List<Check> checks = new ArrayList<>();

    /** Adds a check that passed, unless something was found before. */
    public void pass(CheckId id, String summary) {
        if (of(id).findAny().isEmpty()) {
            keep(Check.passed(id, summary));
        }
    }

    private void keep(Check check) {
        checks.add(check);
        ProbeListener.publish(check);
    }

    /** Something was found; a pass of the same check is withdrawn. */
    public void add(Check found) {
        checks.removeIf(c -> c.id() == found.id() && c.status() == CheckStatus.PASS);
        if (!checks.contains(found)) {
            keep(found);
        }
    }

    /** The probe stops. */
    public void fail(ProbeFailedException failure) {
        add(failure.check());
    }

    /** At least one check for each of the ids, in their order. */
    public List<Check> complete(Collection<CheckId> ids) {
        Check failed = Check.firstFailure(checks).orElse(null);
        return ids
            .stream()
            .flatMap(id -> of(id).findAny().isPresent() ? of(id) : Stream.of(Check.skippedAfter(id, failed)))
            .toList();
    }

    private Stream<Check> of(CheckId id) {
        return checks.stream().filter(c -> c.id() == id);
    }
}
