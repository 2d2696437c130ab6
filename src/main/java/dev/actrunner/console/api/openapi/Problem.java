package dev.actrunner.console.api.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.api.resource.ProbeResource;
import dev.actrunner.console.cluster.apply.Conflict;
import dev.actrunner.console.connection.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a problem detail (RFC 9457) to the OpenAPI document.
 *
 * @param type the kind of problem, a stable URI
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param detail what is wrong with this request
 * @param instance the path of the request
 * @param remediation what to do about it
 * @param errors with {@code invalid-request}: each field that is wrong
 * @param conflicts with {@code field-conflict}: each field that another field manager owns
 * @param probe with {@code probe-failed}: the probe, with the check that failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    String remediation,
    @Nullable List<FieldError> errors,
    @Nullable List<Conflict> conflicts,
    @Nullable ProbeResource probe
) {}
