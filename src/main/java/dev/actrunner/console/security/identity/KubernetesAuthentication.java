package dev.actrunner.console.security.identity;

import dev.actrunner.console.secret.EncryptedText;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A user whose token the API server accepts. */
public final class KubernetesAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1;

    private final String user;
    private final transient EncryptedText token;

    /** @param user as the API server names them */
    KubernetesAuthentication(String user, EncryptedText token) {
        super(AuthorityUtils.createAuthorityList("USER"));
        this.user = user;
        this.token = token;
        setAuthenticated(true);
    }

    public EncryptedText token() {
        return token;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return user;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
