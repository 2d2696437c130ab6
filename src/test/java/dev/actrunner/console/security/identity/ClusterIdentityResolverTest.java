package dev.actrunner.console.security.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.secret.EncryptedText;
import dev.actrunner.console.security.identity.SecurityProperties.Oidc;
import dev.actrunner.console.security.identity.SecurityProperties.Oidc.ClusterIdentityBy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class ClusterIdentityResolverTest {

    private static ClusterIdentityResolver identities(String usernameClaim, String prefix, ClusterIdentityBy by) {
        var oidc = new Oidc(
            "https://id.example",
            "console",
            "secret",
            "single sign-on",
            List.of(),
            usernameClaim,
            "groups",
            prefix,
            prefix,
            by,
            "console"
        );
        return new ClusterIdentityResolver(
            new SecurityProperties(
                SecurityMode.CLUSTER,
                Set.of(),
                null,
                Duration.ofMinutes(30),
                Duration.ofHours(8),
                true,
                false,
                false,
                oidc
            )
        );
    }

    private static JwtAuthenticationToken token(Map<String, Object> claims) {
        var jwt = Jwt.withTokenValue("the.access.token")
            .header("alg", "RS256")
            .issuedAt(Instant.now())
            .claims(all -> all.putAll(claims))
            .build();
        return new JwtAuthenticationToken(jwt);
    }

    @Test
    void aProvidersUserAndGroupsGetThePrefix() {
        var identity = identities("preferred_username", "oidc:", ClusterIdentityBy.IMPERSONATE).of(
            token(Map.of("preferred_username", "jo", "groups", List.of("devs", "ops")))
        );
        assertThat(identity).isEqualTo(new ClusterIdentity.Impersonated("oidc:jo", List.of("oidc:devs", "oidc:ops")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "system:admin", "system:serviceaccount:kube-system:default", "system:", "" })
    void namesOfTheClusterCannotBeTaken(String name) {
        var without = identities("preferred_username", "", ClusterIdentityBy.IMPERSONATE);
        assertThatThrownBy(() -> without.of(token(Map.of("preferred_username", name)))).isInstanceOf(
            BadCredentialsException.class
        );
    }

    @Test
    void groupsOfTheClusterCannotBeTaken() {
        var without = identities("preferred_username", "", ClusterIdentityBy.IMPERSONATE);
        assertThat(
            without.of(token(Map.of("preferred_username", "jo", "groups", List.of("system:masters", "devs"))))
        ).isEqualTo(new ClusterIdentity.Impersonated("jo", List.of("devs")));
    }

    @Test
    void anAddressThatNobodyVerifiedIsNoName() {
        var byMail = identities("email", "oidc:", ClusterIdentityBy.IMPERSONATE);
        assertThatThrownBy(() -> byMail.of(token(Map.of("email", "boss@example.com")))).hasMessageContaining(
            "verified"
        );
        assertThat(byMail.of(token(Map.of("email", "jo@example.com", "email_verified", true)))).isEqualTo(
            new ClusterIdentity.Impersonated("oidc:jo@example.com", List.of())
        );
    }

    @Test
    void aMissingNameIsNobody() {
        var identities = identities("preferred_username", "oidc:", ClusterIdentityBy.IMPERSONATE);
        assertThatThrownBy(() -> identities.of(token(Map.of("sub", "7")))).hasMessageContaining("preferred_username");
    }

    @Test
    void theApiServerMayBeTrustedWithTheTokenItself() {
        var identity = identities("sub", "oidc:", ClusterIdentityBy.TOKEN).of(token(Map.of("sub", "7")));
        assertThat(identity).isEqualTo(new ClusterIdentity.Bearer("the.access.token"));
    }

    @Test
    void whoIsNotSignedInIsNobody() {
        var identities = identities("sub", "oidc:", ClusterIdentityBy.IMPERSONATE);
        assertThat(identities.of(null)).isInstanceOf(ClusterIdentity.Nobody.class);
    }

    @Test
    void nothingPrintsAToken() {
        assertThat(new ClusterIdentity.Bearer("secret-token").toString()).doesNotContain("secret-token");
        assertThat(new ClusterIdentity.Bearer("secret-token").key()).doesNotContain("secret-token");
        assertThat(EncryptedText.of("secret-token").toString()).isEqualTo("***");
        assertThat(EncryptedText.of("secret-token").open()).isEqualTo("secret-token");
    }
}
