package dev.actrunner.console.connection;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection's token is stored, and which of KEDA's parameters it is given as.
 *
 * @param managed whether the console writes the Secret; false for one that was named and stays as it is
 * @param parameter {@code token}, or {@code apiKey} where the value is a whole header
 */
public record SecretRef(String secretName, String secretKey, boolean managed, String parameter) {
    /** The parameter of a value such as {@code token …}, which only {@code authMode: apiKey} can send. */
    static final String HEADER = "apiKey";

    private static final String TOKEN = "token";

    SecretRef(String secretName, String secretKey, boolean managed) {
        this(secretName, secretKey, managed, TOKEN);
    }

    /** The same for a value that is a whole header, if it is one. */
    SecretRef as(@Nullable Secret secret) {
        boolean header = Optional.ofNullable(secret)
            .map(Secret::getData)
            .map(data -> data.get(secretKey))
            .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
            .flatMap(TokenShape::withoutScheme)
            .isPresent();
        return header ? new SecretRef(secretName, secretKey, managed, HEADER) : this;
    }

    /** Whether the value is sent as a whole {@code Authorization} header. */
    public boolean isHeader() {
        return parameter.equals(HEADER);
    }
}
