package dev.actrunner.console.security.identity;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.Whoami;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.secret.EncryptedText;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Authenticates Kubernetes tokens, from the sign-in form or the Authorization header, by asking the API server. */
public final class KubernetesTokens implements AuthenticationProvider {

    private static final int LONGEST = 16 * 1024;
    /** Tokens that nobody has asked about yet each cost the API server a request. */
    private static final Semaphore ASKING = new Semaphore(32);

    private final Whoami whoami;

    public KubernetesTokens(Whoami whoami) {
        this.whoami = whoami;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String token =
            authentication instanceof BearerTokenAuthenticationToken bearer
                ? bearer.getToken()
                : String.valueOf(authentication.getCredentials()).strip();
        if (token.isEmpty() || token.length() > LONGEST || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new BadCredentialsException("That is no token of a cluster");
        }
        String known = whoami.known(new ClusterIdentity.Bearer(token));
        if (known != null) {
            return new KubernetesAuthentication(known, EncryptedText.of(token));
        }
        if (!tryAcquire()) {
            throw new AuthenticationServiceException("The cluster is being asked about too many tokens at once.");
        }
        try {
            return new KubernetesAuthentication(
                whoami.ask(new ClusterIdentity.Bearer(token)).name(),
                EncryptedText.of(token)
            );
        } catch (ClusterException.Unavailable e) {
            throw new AuthenticationServiceException(String.valueOf(e.getMessage()), e);
        } catch (ClusterException e) {
            throw new BadCredentialsException("The cluster does not take that token", e);
        } finally {
            ASKING.release();
        }
    }

    private static boolean tryAcquire() {
        try {
            return ASKING.tryAcquire(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return (
            UsernamePasswordAuthenticationToken.class.isAssignableFrom(type) ||
            BearerTokenAuthenticationToken.class.isAssignableFrom(type)
        );
    }
}
