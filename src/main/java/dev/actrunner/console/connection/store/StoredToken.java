package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.SecretData;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.TokenShape;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.ApiToken;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a connection's token from its Secret, or finds why the Secret has none that may be sent. */
public sealed interface StoredToken {
    /**
     * @param binding where it may be sent
     * @param padded whether spaces or newlines are around it, which KEDA takes off from 2.18 on
     */
    record Usable(ApiToken token, TokenBinding binding, boolean padded) implements StoredToken {}

    /**
     * @param finding why there is none
     * @param summary what was seen, as a sentence
     * @param remediation what to do
     */
    record Unusable(Finding finding, String summary, String remediation) implements StoredToken {}

    /** A connection's token, if the Secret says that it is for the connection's forge. Else nothing of the Secret is told. */
    static StoredToken in(@Nullable Secret secret, Connection connection) {
        TokenBinding binding = secret == null ? TokenBinding.NONE : TokenBinding.of(secret);
        if (secret == null || binding.allows(connection.forge())) {
            return read(secret, connection.key(), connection.token());
        }
        return binding.isMissing()
            ? unbound(connection.key(), connection.token(), TokenBinding.to(connection.forge()))
            : boundElsewhere(connection, binding);
    }

    /** @param wanted what is not recorded on the Secret */
    static Unusable unbound(ConnectionKey key, SecretRef ref, TokenBinding wanted) {
        return new Unusable(
            Finding.TOKEN_UNBOUND,
            "The Secret " +
                key.namespace() +
                "/" +
                ref.secretName() +
                " does not record that its token is for " +
                wanted.forge() +
                ". Nothing was sent.",
            "If that forge may receive the token, someone with write access to the Secret runs: " +
                wanted.command(key.namespace(), ref.secretName(), false)
        );
    }

    private static Unusable boundElsewhere(Connection connection, TokenBinding binding) {
        return new Unusable(
            Finding.TOKEN_BOUND_ELSEWHERE,
            "The Secret " +
                connection.key().namespace() +
                "/" +
                connection.token().secretName() +
                " has a token for " +
                Redactor.shown(String.valueOf(binding.forge()), 200) +
                ", and the connection asks " +
                connection.forge() +
                ". Nothing was sent.",
            "See who changed the connection's address. If it is right, enter a token of that forge, or run: " +
                TokenBinding.to(connection.forge()).command(
                    connection.key().namespace(),
                    connection.token().secretName(),
                    true
                )
        );
    }

    /** The token as the Secret has it, for those who may read it; where it may be sent is for them to decide. */
    static StoredToken read(@Nullable Secret secret, ConnectionKey key, SecretRef ref) {
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
            return new Unusable(
                Finding.KEY_MISSING,
                "The " +
                    where +
                    " has no key " +
                    ref.secretKey() +
                    (data.isEmpty()
                        ? ", and no other."
                        : "; it has " + String.join(", ", new TreeSet<>(data.keySet())) + "."),
                restore
            );
        }
        String text = SecretData.decoded(encoded);
        if (encodedTwice(text)) {
            return new Unusable(
                Finding.TOKEN_ENCODED_TWICE,
                "The token in " + where + " was encoded in Base64 twice.",
                restore
            );
        }
        boolean wholeHeader = ref.isApiKey();
        String stripped = text.strip();
        Optional<String> inHeader = TokenShape.withoutScheme(stripped);
        if (!wholeHeader && inHeader.isPresent()) {
            return new Unusable(
                Finding.TOKEN_WITH_SCHEME,
                "The value in " + where + " begins with the word that comes before a token in a header.",
                Finding.TOKEN_WITH_SCHEME.remediation()
            );
        }
        String token = wholeHeader ? inHeader.orElse(stripped) : stripped;
        // What is something else is not sent, even where a header could hold it.
        String problem = TokenShape.describe(text).orElseGet(() -> ApiToken.problemWith(token));
        if (problem == null) {
            return new Usable(new ApiToken(token), TokenBinding.of(secret), !text.equals(stripped));
        }
        String others =
            data.size() > 1 ? " The Secret has the keys " + String.join(", ", new TreeSet<>(data.keySet())) + "." : "";
        return new Unusable(
            Finding.TOKEN_UNUSABLE,
            "The value under " + ref.secretKey() + " in " + where + " " + problem + "." + others,
            restore
        );
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
