package dev.actrunner.console.security.signin;

import com.nimbusds.jwt.JWTParser;
import dev.actrunner.console.security.identity.SecurityProperties.Oidc;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/** The OpenID Connect provider, asked for its endpoints when it is first needed: the console starts without it. */
public final class OidcProvider implements ClientRegistrationRepository {

    static final String ID = "oidc";
    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private final Oidc oidc;
    private final AtomicReference<@Nullable ClientRegistration> registration = new AtomicReference<>();
    private final AtomicReference<@Nullable AuthenticationManager> accessTokens = new AtomicReference<>();

    public OidcProvider(Oidc oidc) {
        this.oidc = oidc;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        ClientRegistration known = registration.get();
        if (known != null) {
            return known;
        }
        try {
            var scopes = new ArrayList<>(oidc.scopes());
            scopes.addFirst("openid");
            ClientRegistration found = ClientRegistrations.fromIssuerLocation(issuer())
                .registrationId(ID)
                .clientId(oidc.clientId())
                .clientSecret(oidc.clientSecret())
                .clientName(oidc.title())
                // Which every answer has; the name is looked for in all of them together.
                .userNameAttributeName("sub")
                .scope(scopes)
                .build();
            registration.set(found);
            return found;
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.error("The provider {} cannot be asked for its endpoints: {}", oidc.issuer(), e.getMessage());
            return null;
        }
    }

    /** Whether a token says that this provider made it; nothing is checked yet. */
    public boolean claimsToHaveMade(String token) {
        try {
            return issuer().equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException _) {
            return false;
        }
    }

    /** Checks access tokens: signature, time, issuer, and that they were made for this API. */
    public AuthenticationManager accessTokens() {
        AuthenticationManager known = accessTokens.get();
        if (known == null) {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer()).build();
            decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer()),
                    new JwtClaimValidator<@Nullable Object>(
                        "aud",
                        aud ->
                            oidc.audience() != null &&
                            (aud instanceof Collection<?> many
                                ? many.contains(oidc.audience())
                                : oidc.audience().equals(aud))
                    )
                )
            );
            known = new ProviderManager(new JwtAuthenticationProvider(decoder));
            accessTokens.set(known);
        }
        return known;
    }

    private String issuer() {
        return Objects.requireNonNull(oidc.issuer());
    }
}
