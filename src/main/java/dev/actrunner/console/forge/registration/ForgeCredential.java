package dev.actrunner.console.forge.registration;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgePassword;
import okhttp3.Request;

/** What the console signs in to a forge with to ask for a registration; used once and not stored. */
public sealed interface ForgeCredential {
    /** Adds it to a request. */
    void sign(Request.Builder request);

    /** An account's login. */
    record Password(ForgePassword password) implements ForgeCredential {
        @Override
        public void sign(Request.Builder request) {
            request.header("Authorization", password.header());
            String otp = password.otp();
            if (otp != null && !otp.isBlank()) {
                // Each forge reads the one it knows.
                request.header("X-Gitea-OTP", otp.strip()).header("X-Forgejo-OTP", otp.strip());
            }
        }
    }

    /** An API token. */
    record Token(ApiToken token) implements ForgeCredential {
        @Override
        public void sign(Request.Builder request) {
            request.header("Authorization", "token " + token.reveal());
        }

        @Override
        public String toString() {
            return "Token[***]";
        }
    }
}
