package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.scaleset.helm.ValuesYaml;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.LoginRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.RegistrationRequest;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of the form that creates a scale set, as somebody filled them in.
 *
 * @param labels separated by commas, spaces or new lines
 * @param max a whole number
 * @param registration {@code login}, {@code apiToken}, {@code token} or {@code secret}
 * @param settings the request's other fields as YAML
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
    @Nullable String secretName,
    @Nullable String settings
) {
    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
    private static final String DEFAULT_MAX = "10";
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** The ids of the form's inputs, which are named as the request's fields. */
    static final Set<String> INPUTS = Set.of(
        "connection",
        "name",
        "labels",
        "max",
        "mode",
        "containers",
        "registration",
        "registration.login",
        "registration.login.username",
        "registration.login.password",
        "registration.login.otp",
        "registration.apiToken",
        "registration.token",
        "registration.secretName",
        "settings"
    );

    /** The fields of a request that the form has, beside the settings. */
    private static final Set<String> OWN = Set.of("connection", "mode", "labels", "max", "containers", "registration");

    static ScaleSetForm preset(String name, String mode, List<String> labels) {
        return new ScaleSetForm(
            name,
            mode,
            String.join(", ", labels),
            DEFAULT_MAX,
            "none",
            "login",
            null,
            null,
            null,
            null,
            null,
            null,
            null
        );
    }

    /** Fills the form in with a request. What it has no field for goes into the settings; a token is left out. */
    static ScaleSetForm of(String name, ScaleSetRequest request) {
        RegistrationRequest registration = request.registration();
        String secret = registration == null ? null : registration.secretName();
        Map<String, Object> rest = JSON.convertValue(request, new TypeReference<LinkedHashMap<String, Object>>() {});
        rest.keySet().removeAll(OWN);
        return new ScaleSetForm(
            name,
            request.mode(),
            request.labels() == null ? "" : String.join(", ", request.labels()),
            request.max() == null ? DEFAULT_MAX : String.valueOf(request.max()),
            request.containers() == null ? "none" : request.containers(),
            secret == null ? "login" : "secret",
            null,
            null,
            null,
            null,
            null,
            secret,
            rest.isEmpty() ? null : KUBERNETES.asYaml(rest).replaceFirst("^---\\s*", "")
        );
    }

    /**
     * Makes the REST API's request of it; a number that is none becomes one that is out of range.
     *
     * @throws ConnectionException.Invalid where the settings are no YAML, or have fields that a request does not have
     */
    ScaleSetRequest toRequest(String connection) {
        var request = ScaleSetRequest.simple(
            connection,
            mode,
            labelList(),
            number(),
            registrationRequest(),
            containers
        );
        if (settings == null || settings.isBlank()) {
            return request;
        }
        Map<?, ?> more = ValuesYaml.read("settings", settings);
        for (Object field : more.keySet()) {
            if (OWN.contains(String.valueOf(field))) {
                throw ConnectionException.invalid(
                    "settings",
                    "sets " + field + ", which has a field of its own in this form"
                );
            }
        }
        ObjectNode all = JSON.valueToTree(request);
        if (more.containsKey("target")) {
            // The runners of a workload that is there are its own.
            all.remove(List.of("mode", "registration", "containers"));
        }
        try {
            all.setAll((ObjectNode) JSON.valueToTree(more));
            return JSON.treeToValue(all, ScaleSetRequest.class);
        } catch (UnrecognizedPropertyException e) {
            throw ConnectionException.invalid("settings", "has no field called " + e.getPropertyName());
        } catch (JacksonException e) {
            String path = e
                .getPath()
                .stream()
                .map(each -> each.getPropertyName() == null ? "" + each.getIndex() : each.getPropertyName())
                .collect(Collectors.joining("."));
            throw ConnectionException.invalid("settings", "has a value of another type than expected: " + path);
        }
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
