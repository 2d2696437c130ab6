package dev.actrunner.console.security.identity;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of security, {@code console.security.*}.
 *
 * @param mode {@code local}, or {@code cluster} where people sign in; the latter is the default in a pod
 * @param allowedHosts the names under which the console may be called, without ports; any other Host is refused, so that
 *     a page elsewhere cannot reach it by letting its own name resolve to this machine
 * @param apiToken what programs send as Bearer token in local mode; made up at the start where it is not set
 * @param sessionTimeout after how long without a request a browser has to sign in again
 * @param sessionMaxAge when a browser has to sign in again, however busy it is
 * @param kubernetesTokens whether people may sign in with a token of the cluster
 * @param publicBadges whether badges are shown to everybody; they name a connection's verdict and count
 * @param publicMetrics whether metrics on a port of their own are shown to everybody who reaches it; they name namespaces
 *     and connections
 * @param oidc a provider to sign in with
 */
@Validated
@ConfigurationProperties("console.security")
public record SecurityProperties(
    @DefaultValue("local") SecurityMode mode,
    @DefaultValue({ "localhost", "127.0.0.1", "[::1]" }) Set<String> allowedHosts,
    @Nullable String apiToken,
    @DefaultValue("30m") @DurationMin(seconds = 1) Duration sessionTimeout,
    @DefaultValue("8h") @DurationMin(seconds = 1) Duration sessionMaxAge,
    @DefaultValue("true") boolean kubernetesTokens,
    @DefaultValue("false") boolean publicBadges,
    @DefaultValue("false") boolean publicMetrics,
    @DefaultValue Oidc oidc
) {
    /** A token that can be guessed guards nothing. */
    private static final int SHORTEST = 24;

    public SecurityProperties {
        if (apiToken != null && apiToken.length() < SHORTEST) {
            throw new IllegalArgumentException(
                "console.security.api-token is shorter than " + SHORTEST + " characters: take a longer one, at random"
            );
        }
    }

    @Override
    public String toString() {
        return "SecurityProperties[mode=" + mode + ", apiToken=***, oidc=" + oidc + "]";
    }

    /**
     * An OpenID Connect provider: Keycloak, Dex, Forgejo, Gitea and others.
     *
     * @param issuer its issuer, under which {@code /.well-known/openid-configuration} is; null for no provider
     * @param clientId the console's name at the provider
     * @param clientSecret from the provider
     * @param title what the button calls it
     * @param scopes what to ask for besides {@code openid}
     * @param usernameClaim whose value, with the prefix, is the user's name in the cluster
     * @param groupsClaim whose values, with the prefix, are the user's groups
     * @param usernamePrefix keeps the provider's names apart from others in RBAC
     * @param groupsPrefix the same for groups
     * @param clusterIdentity how the console acts as them
     * @param audience what access tokens sent to the API must be made for; null where the API takes none of the provider
     */
    public record Oidc(
        @Nullable String issuer,
        @DefaultValue("act-runner-console") String clientId,
        @Nullable String clientSecret,
        @DefaultValue("single sign-on") String title,
        @DefaultValue({ "profile", "email", "groups" }) List<String> scopes,
        @DefaultValue("preferred_username") String usernameClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("oidc:") String usernamePrefix,
        @DefaultValue("oidc:") String groupsPrefix,
        @DefaultValue("impersonate") ClusterIdentityBy clusterIdentity,
        @Nullable String audience
    ) {
        /** How a provider's user becomes one of the cluster. */
        public enum ClusterIdentityBy {
            /** The console is granted {@code impersonate} and names the user. */
            IMPERSONATE,
            /** The API server trusts the provider, and gets the user's own ID token (or access token on the API). */
            TOKEN,
        }

        /** Returns all that decides who somebody is who signs in with it, and as whom the console acts for them. */
        public String identity() {
            return String.join(
                " ",
                String.valueOf(issuer),
                clientId,
                usernameClaim,
                groupsClaim,
                usernamePrefix,
                groupsPrefix,
                clusterIdentity.name()
            );
        }

        /** Whether there is a provider. */
        public boolean isConfigured() {
            return issuer != null && !issuer.isBlank();
        }

        @Override
        public String toString() {
            return "Oidc[issuer=" + issuer + ", clientId=" + clientId + ", clientSecret=***]";
        }
    }
}
