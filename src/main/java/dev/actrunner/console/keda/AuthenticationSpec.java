package dev.actrunner.console.keda;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a TriggerAuthentication's {@code spec} that the console writes and reads. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuthenticationSpec(@Nullable List<SecretTargetRef> secretTargetRef) {}
