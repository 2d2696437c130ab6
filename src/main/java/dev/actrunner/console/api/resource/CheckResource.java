package dev.actrunner.console.api.resource;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One check of a probe.
 *
 * @param id the check's ID, such as {@code forge.token}; later releases may add others
 * @param status how the check ended
 * @param finding the ID of what is wrong, such as {@code token.expired}; null where nothing is
 * @param summary what was seen, in one sentence
 * @param remediation what to do about it, null where there is nothing to do
 * @param page the console's own page about the finding, as a path with a fragment; null where there is no finding
 */
@Schema(name = "Check")
public record CheckResource(
    String id,
    CheckStatus status,
    @Nullable String finding,
    String summary,
    @Nullable String remediation,
    @Nullable String page
) {
    public static CheckResource of(Check check) {
        return new CheckResource(
            check.id().id(),
            check.status(),
            check.finding() == null ? null : check.finding().id(),
            check.summary(),
            check.remediation(),
            check.finding() == null ? null : check.finding().page()
        );
    }
}
