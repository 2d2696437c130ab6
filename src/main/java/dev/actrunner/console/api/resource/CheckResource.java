package dev.actrunner.console.api.resource;

import dev.actrunner.console.diagnosis.Check;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a probe.
 *
 * @param status {@code pass}, {@code warn}, {@code fail} or {@code skipped}
 * @param finding what was found wrong, by its id in the catalogue; null when nothing was
 * @param page where the documentation describes it
 */
record CheckResource(
    String id,
    String status,
    @Nullable String finding,
    String summary,
    @Nullable String remediation,
    @Nullable String page
) {
    static CheckResource of(Check check) {
        return new CheckResource(
            check.id().id(),
            check.status().id(),
            check.finding() == null ? null : check.finding().id(),
            check.summary(),
            check.remediation(),
            check.finding() == null ? null : check.finding().page()
        );
    }
}
