package dev.actrunner.console.keda.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as it stands in a ScaledObject or a ScaledJob (KEDA's {@code scaletriggers_types.go}).
 *
 * @param type KEDA's name of the scaler
 * @param metadata the scaler's settings
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScaleTrigger(String type, Map<String, String> metadata, Reference authenticationRef) {
    /**
     * Refers to KEDA's object with the credentials.
     *
     * @param kind null for a TriggerAuthentication, which is KEDA's default
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reference(String name, @Nullable String kind) {
        /** Names the kind only where it is not KEDA's default. */
        public static Reference to(AuthenticationRef authentication) {
            return new Reference(
                authentication.name(),
                authentication.servesEveryNamespace() ? authentication.kind() : null
            );
        }
    }
}
