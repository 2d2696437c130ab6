package dev.actrunner.console.forge;

import dev.actrunner.console.secret.EncryptedText;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * A user's password, which creates and deletes tokens: forges accept no token for that. It is used for one request and
 * never stored.
 *
 * @param user the login, which also owns the tokens
 * @param password never shown
 * @param otp the one-time code of two-factor authentication, null for none
 */
public record ForgePassword(String user, EncryptedText password, @Nullable String otp) {
    @Override
    public String toString() {
        return "ForgePassword[" + user + ", ***]";
    }

    public String header() {
        return Credentials.basic(user, password.open());
    }
}
