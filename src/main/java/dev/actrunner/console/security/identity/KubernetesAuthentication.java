package dev.actrunner.console.security.identity;

import dev.actrunner.console.secret.EncryptedText;
import java.io.Serial;

/** A user whose token the API server accepts. */
public final class KubernetesAuthentication extends PersonAuthentication {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient EncryptedText token;

    /** @param user as the API server names them */
    KubernetesAuthentication(String user, EncryptedText token) {
        super(user);
        this.token = token;
    }

    public EncryptedText token() {
        return token;
    }
}
