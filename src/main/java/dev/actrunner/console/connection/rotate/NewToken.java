package dev.actrunner.console.connection.rotate;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgePassword;
import dev.actrunner.console.secret.EncryptedText;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The new token of a rotation: one that was entered, or the password to create one.
 *
 * @param value the token itself
 * @param username the login of the account whose token is to be made
 * @param password its password, used once
 * @param otp its one-time code, where it has two-factor authentication
 */
@Schema(name = "ReplaceTokenRequest")
public record NewToken(
    @Nullable String value,
    @Nullable String username,
    @Nullable String password,
    @Nullable String otp
) {
    /** Whether a token is to be made. */
    boolean isToBeMade() {
        return !blank(username) || !blank(password);
    }

    /** @throws ConnectionException.Invalid where it is none */
    ApiToken token() {
        String text = value == null ? "" : value.strip();
        String problem = ApiToken.problemWith(text);
        if (problem != null) {
            throw new ConnectionException.Invalid("value", problem);
        }
        return new ApiToken(text);
    }

    /** @throws ConnectionException.Invalid where one of the two is missing */
    ForgePassword who() {
        if (username == null || blank(username)) {
            throw new ConnectionException.Invalid("username", "is missing: enter the login of the token's owner");
        }
        if (password == null || password.isEmpty()) {
            throw new ConnectionException.Invalid(
                "password",
                "is missing: forges require it to create or delete a token"
            );
        }
        if (username.contains(":")) {
            throw new ConnectionException.Invalid("username", "has a colon, which no login has");
        }
        return new ForgePassword(username.strip(), EncryptedText.of(password), otp);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Override
    public String toString() {
        return "NewToken[***]";
    }
}
