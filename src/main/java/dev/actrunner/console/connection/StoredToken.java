package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ApiToken;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token as a Secret has it, or why it has none that could be sent. */
sealed interface StoredToken {
    record Usable(ApiToken token) implements StoredToken {}

    /**
     * @param finding why there is none
     * @param summary what was seen, as a sentence
     * @param remedy what to do
     */
    record Unusable(Finding finding, String summary, String remedy) implements StoredToken {}

    static StoredToken in(@Nullable Secret secret, ConnectionKey key, SecretRef ref) {
        String where = "Secret " + key.namespace() + "/" + ref.secretName();
        String restore = ref.managed()
            ? "Enter the token again: the console then restores the Secret."
            : "Restore it where it comes from, or set the connection up with a token of its own.";
        if (secret == null) {
            return new Unusable(Finding.SECRET_MISSING, "The " + where + " does not exist.", restore);
        }
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        String encoded = data.get(ref.secretKey());
        if (encoded == null) {
            return new Unusable(Finding.KEY_MISSING, "The " + where + " has no key " + ref.secretKey() + ".", restore);
        }
        String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        if (encodedTwice(text)) {
            return new Unusable(
                Finding.TOKEN_ENCODED_TWICE,
                "The token in " + where + " was encoded in Base64 twice.",
                restore
            );
        }
        String problem = ApiToken.problemWith(text);
        return problem == null
            ? new Usable(new ApiToken(text))
            : new Unusable(Finding.TOKEN_UNUSABLE, "The token in " + where + " " + problem + ".", restore);
    }

    /** Both forges' tokens are 40 hexadecimal digits, which as Base64 of themselves look like another token. */
    private static boolean encodedTwice(String text) {
        try {
            String decoded = new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.US_ASCII);
            return decoded.strip().matches("[0-9a-f]{40}");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
