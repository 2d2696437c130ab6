package dev.actrunner.console.forge;

import dev.actrunner.console.secret.EncryptedText;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Who may make and delete tokens: forges take no token for that, but a password. Used for one request and never stored.
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
