package dev.actrunner.console.connection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Refers to the Secret with a connection's token, and to the parameter by which KEDA gets it.
 *
 * @param secretName the Secret's name
 * @param secretKey the key in the Secret
 * @param managed whether the console writes the Secret; false for one that was named and stays as it is
 * @param parameter KEDA's parameter: {@code token}, {@code bearerToken} or {@code apiKey}
 * @param isHeader whether the value is a whole {@code Authorization} header such as {@code token …}, which only
 *     {@code authMode: apiKey} can send
 */
public record SecretRef(String secretName, String secretKey, boolean managed, String parameter, boolean isHeader) {
    private static final String TOKEN = "token";
    private static final String API_KEY = "apiKey";

    public SecretRef(String secretName, String secretKey, boolean managed) {
        this(secretName, secretKey, managed, TOKEN, false);
    }

    /**
     * Creates one from what a TriggerAuthentication says.
     *
     * @param secret the Secret, null where it was not read: a value for {@code apiKey} is then taken for a header
     */
    public static SecretRef of(SecretTargetRef source, boolean managed, @Nullable Secret secret) {
        boolean apiKey = source.parameter().equals(API_KEY);
        boolean header = apiKey && (secret == null || hasHeader(secret, source.key()));
        return new SecretRef(source.name(), source.key(), managed, source.parameter(), header);
    }

    /** The same for a Secret that is to be adopted: for {@code apiKey} if its value is a whole header. */
    public SecretRef as(@Nullable Secret secret) {
        return secret != null && hasHeader(secret, secretKey)
            ? new SecretRef(secretName, secretKey, managed, API_KEY, true)
            : this;
    }

    private static boolean hasHeader(Secret secret, String key) {
        return SecretData.text(secret, key).flatMap(TokenShape::withoutScheme).isPresent();
    }

    /** Whether a trigger of type {@code forgejo-runner} gets it, which knows one parameter. */
    public boolean fitsForgejoRunner() {
        return parameter.equals(TOKEN);
    }

    /** Whether a trigger of type {@code metrics-api} can send it so that a forge knows it. */
    public boolean fitsMetricsApi() {
        return isHeader || !parameter.equals(API_KEY);
    }

    /** Whether KEDA gets it as {@code apiKey}. */
    @JsonIgnore
    public boolean isApiKey() {
        return parameter.equals(API_KEY);
    }
}
