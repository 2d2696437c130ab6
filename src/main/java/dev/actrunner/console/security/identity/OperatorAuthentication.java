package dev.actrunner.console.security.identity;

import java.io.Serial;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The person who started the console on their own machine. */
public final class OperatorAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1;

    public OperatorAuthentication() {
        super(AuthorityUtils.createAuthorityList("OPERATOR"));
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "operator";
    }
}
