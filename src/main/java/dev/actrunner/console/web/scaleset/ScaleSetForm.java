package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.LoginRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.RegistrationRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form that creates a scale set, as somebody filled them in.
 *
 * @param labels separated by commas, spaces or new lines
 * @param max a whole number
 * @param registration {@code login}, {@code apiToken}, {@code token} or {@code secret}
 */
record ScaleSetForm(
    @Nullable String name,
    @Nullable String mode,
    @Nullable String labels,
    @Nullable String max,
    @Nullable String containers,
    @Nullable String registration,
    @Nullable String username,
    @Nullable String password,
    @Nullable String otp,
    @Nullable String apiToken,
    @Nullable String token,
    @Nullable String secretName
) {
    static ScaleSetForm preset(String name, String mode, List<String> labels) {
        return new ScaleSetForm(
            name,
            mode,
            String.join(", ", labels),
            "10",
            "none",
            "login",
            null,
            null,
            null,
            null,
            null,
            null
        );
    }

    /** Makes the REST API's request of it; a number that is none becomes one that is out of range. */
    ScaleSetRequest toRequest(String connection) {
        return ScaleSetRequest.simple(connection, mode, labelList(), number(), registrationRequest(), containers);
    }

    private List<String> labelList() {
        return labels == null
            ? List.of()
            : Arrays.stream(labels.split("[,\\s]+"))
                  .filter(label -> !label.isBlank())
                  .toList();
    }

    private @Nullable Integer number() {
        if (max == null || max.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(max.strip());
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private RegistrationRequest registrationRequest() {
        return switch (registration == null ? "login" : registration) {
            case "secret" -> new RegistrationRequest(orEmpty(secretName), null, null, null);
            case "token" -> new RegistrationRequest(null, orEmpty(token), null, null);
            case "apiToken" -> new RegistrationRequest(null, null, orEmpty(apiToken), null);
            default -> new RegistrationRequest(null, null, null, new LoginRequest(username, password, otp));
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    @Override
    public String toString() {
        return "ScaleSetForm[" + name + "]";
    }
}
