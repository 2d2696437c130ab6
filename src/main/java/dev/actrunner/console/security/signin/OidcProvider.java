package dev.actrunner.console.security.signin;

import com.nimbusds.jwt.JWTParser;
import dev.actrunner.console.security.identity.SecurityProperties.Oidc;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Provides the OpenID Connect provider's registration, and checks its access tokens. The provider's endpoints are fetched
 * when they are first needed, so that the console starts without it.
 */
public final class OidcProvider implements ClientRegistrationRepository {

    static final String ID = "oidc";
    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private final Oidc oidc;
    private final ClientRegistrationRepository registration = new SupplierClientRegistrationRepository(this::discover);
    private final AuthenticationManager accessTokens = new ProviderManager(
        new JwtAuthenticationProvider(new SupplierJwtDecoder(this::decoder))
    );

    public OidcProvider(Oidc oidc) {
        this.oidc = oidc;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        try {
            return registration.findByRegistrationId(id);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.error("The provider {} cannot be asked for its endpoints: {}", oidc.issuer(), e.getMessage());
            return null;
        }
    }

    private InMemoryClientRegistrationRepository discover() {
        var scopes = new ArrayList<>(oidc.scopes());
        scopes.addFirst("openid");
        return new InMemoryClientRegistrationRepository(
            ClientRegistrations.fromIssuerLocation(issuer())
                .registrationId(ID)
                .clientId(oidc.clientId())
                .clientSecret(oidc.clientSecret())
                .clientName(oidc.title())
                // Which every answer has; the name is looked for in all of them together.
                .userNameAttributeName("sub")
                .scope(scopes)
                .build()
        );
    }

    /** Whether a token says that this provider made it; nothing is checked yet. */
    public boolean claimsToHaveMade(String token) {
        try {
            return issuer().equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException _) {
            return false;
        }
    }

    /**
     * Returns what checks access tokens: signature, time, issuer, and that they were made for this API. It asks the provider
     * for its keys with the first of them.
     */
    public AuthenticationManager accessTokens() {
        return accessTokens;
    }

    private JwtDecoder decoder() {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer()).build();
        // Providers that follow RFC 9068 give access tokens a type of their own.
        var types = new JwtTypeValidator("JWT", "at+jwt");
        types.setAllowEmpty(true);
        decoder.setJwtValidator(
            JwtValidators.createDefaultWithValidators(
                List.of(
                    types,
                    new JwtIssuerValidator(issuer()),
                    new JwtAudienceValidator(Objects.requireNonNull(oidc.audience()))
                )
            )
        );
        return decoder;
    }

    private String issuer() {
        return Objects.requireNonNull(oidc.issuer());
    }
}
