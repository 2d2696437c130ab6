package dev.actrunner.console.keda.scaler;

import java.util.Map;
import java.util.Set;

/**
 * The parameters that a trigger's TriggerAuthentication gives it. They are secrets, so it prints as their names.
 *
 * @param values by parameter, as KEDA has them: without spaces and newlines around, none empty
 * @param unread parameters that are given by something that the console does not read
 */
public record AuthParams(Map<String, String> values, Set<String> unread) {
    /** Where there is no TriggerAuthentication, or it gives nothing. */
    public static final AuthParams NONE = new AuthParams(Map.of(), Set.of());

    /** Where an authentication gives parameters that the console does not read. */
    public static final AuthParams UNREAD = new AuthParams(
        Map.of(),
        Set.of("token", "bearerToken", "apiKey", "username", "password", "cert", "key")
    );

    @Override
    public String toString() {
        return "AuthParams" + values.keySet();
    }
}
