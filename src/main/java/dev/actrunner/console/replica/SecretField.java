package dev.actrunner.console.replica;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A field of a Secret that has JSON.
 *
 * @param name the key in {@code data}
 * @param type of the value
 * @param empty the value of a Secret that has no such field, or is not there
 */
record SecretField<T>(String name, TypeReference<T> type, T empty) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @throws IllegalArgumentException or {@link JacksonException} where something else is in it */
    T read(@Nullable Secret secret) {
        Map<String, String> data =
            secret == null ? Map.of() : Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
        String encoded = data.get(name);
        return encoded == null ? empty : JSON.readValue(Base64.getDecoder().decode(encoded), type);
    }

    /** Returns the Secret with another value. */
    Secret with(Secret secret, T value) {
        String encoded = Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(value));
        return new SecretBuilder(secret).addToData(name, encoded).build();
    }
}
