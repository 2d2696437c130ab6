package dev.actrunner.console.security.cookie;

import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** Thrown at a sign-in with a token, or with so many groups, that a browser cannot keep them. */
public final class TokenTooLongException extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1;

    TokenTooLongException() {
        super("The token, or what the provider says of the user, is too long to be kept in a browser");
    }
}
