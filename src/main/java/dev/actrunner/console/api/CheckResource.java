package dev.actrunner.console.api;

import dev.actrunner.console.forge.Check;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a probe.
 *
 * @param outcome {@code pass}, {@code warn}, {@code fail} or {@code skipped}
 */
record CheckResource(String id, String outcome, String summary, @Nullable String remedy) {
    static CheckResource of(Check check) {
        return new CheckResource(check.id().id(), check.outcome().id(), check.summary(), check.remedy());
    }
}
