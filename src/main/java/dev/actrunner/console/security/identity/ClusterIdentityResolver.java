package dev.actrunner.console.security.identity;

import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.security.identity.SecurityProperties.Oidc;
import dev.actrunner.console.security.identity.SecurityProperties.Oidc.ClusterIdentityBy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;

/** Resolves the identity that a signed-in user has in the cluster. */
public final class ClusterIdentityResolver {

    private final SecurityProperties properties;

    public ClusterIdentityResolver(SecurityProperties properties) {
        this.properties = properties;
    }

    /**
     * @param authentication null or anonymous where nobody signed in
     * @throws BadCredentialsException where the provider gives no usable name
     */
    public ClusterIdentity of(@Nullable Authentication authentication) {
        if (properties.mode() == SecurityMode.DEMO || authentication instanceof OperatorAuthentication) {
            return new ClusterIdentity.Console();
        }
        if (authentication instanceof SignedIn earlier) {
            return earlier.identity();
        }
        if (authentication instanceof KubernetesAuthentication kubernetes) {
            return new ClusterIdentity.Bearer(kubernetes.token().open());
        }
        return switch (authentication == null ? null : authentication.getPrincipal()) {
            case OidcUser user -> of(user.getClaims(), user.getIdToken().getTokenValue());
            case Jwt jwt -> of(jwt.getClaims(), jwt.getTokenValue());
            case null, default -> new ClusterIdentity.Nobody();
        };
    }

    private ClusterIdentity of(Map<String, Object> claims, String token) {
        Oidc oidc = properties.oidc();
        if (oidc.clusterIdentity() == ClusterIdentityBy.TOKEN) {
            return new ClusterIdentity.Bearer(token);
        }
        String name = name(oidc, claims);
        List<String> groups = Claims.texts(Claims.find(claims, oidc.groupsClaim()).orElse(null))
            .stream()
            .map(g -> oidc.groupsPrefix() + g)
            .toList();
        try {
            return new ClusterIdentity.Impersonated(oidc.usernamePrefix() + name, groups);
        } catch (IllegalArgumentException e) {
            throw new BadCredentialsException(e.getMessage(), e);
        }
    }

    /** @throws BadCredentialsException where the provider gives no usable name */
    public static String name(Oidc oidc, Map<String, Object> claims) {
        if (!(Claims.find(claims, oidc.usernameClaim()).orElse(null) instanceof String name) || name.isBlank()) {
            throw new BadCredentialsException(
                "The provider sends no claim " + oidc.usernameClaim() + " (console.security.oidc.username-claim)"
            );
        }
        // Anybody may write any address into a profile; only one that the provider has checked is a name.
        if (oidc.usernameClaim().equals("email") && !Boolean.TRUE.equals(claims.get("email_verified"))) {
            throw new BadCredentialsException("The provider has not verified the e-mail address");
        }
        return name;
    }

    /** Returns what to call them in logs and pages. */
    public static String name(@Nullable Authentication authentication, ClusterIdentity identity) {
        if (identity instanceof ClusterIdentity.Impersonated person) {
            return person.user();
        }
        return name(authentication);
    }

    /** The same while no identity is known. */
    public static String name(@Nullable Authentication authentication) {
        return authentication == null || authentication instanceof AnonymousAuthenticationToken
            ? "anonymous"
            : authentication.getName();
    }
}
