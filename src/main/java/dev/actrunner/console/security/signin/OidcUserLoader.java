package dev.actrunner.console.security.signin;

import dev.actrunner.console.security.identity.Claims;
import dev.actrunner.console.security.identity.ClusterIdentityResolver;
import dev.actrunner.console.security.identity.SecurityProperties.Oidc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Takes a provider's user from the claims of the ID token and of its userinfo endpoint, wherever they are: Microsoft Entra
 * ID has the name in the ID token alone, Authelia in the userinfo alone. A user without a usable name does not sign in.
 */
public final class OidcUserLoader implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final Logger LOG = LoggerFactory.getLogger(OidcUserLoader.class);

    private final Oidc oidc;
    private final OidcUserService service = new OidcUserService();

    public OidcUserLoader(Oidc oidc) {
        this.oidc = oidc;
        service.setRetrieveUserInfo(this::needsUserInfo);
    }

    private boolean needsUserInfo(OidcUserRequest request) {
        String uri = request.getClientRegistration().getProviderDetails().getUserInfoEndpoint().getUri();
        return uri != null && !uri.isEmpty() && !(hasName(request.getIdToken()) && hasGroups(request.getIdToken()));
    }

    private boolean hasName(OidcIdToken token) {
        return Claims.find(token.getClaims(), oidc.usernameClaim()).isPresent();
    }

    private boolean hasGroups(OidcIdToken token) {
        return Claims.find(token.getClaims(), oidc.groupsClaim()).isPresent();
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = loaded(request);
        try {
            ClusterIdentityResolver.name(oidc, user.getClaims());
            return user;
        } catch (BadCredentialsException e) {
            throw SignInReason.MISSING_CLAIM.exception(e);
        }
    }

    private OidcUser loaded(OidcUserRequest request) {
        try {
            return service.loadUser(request);
        } catch (OAuth2AuthenticationException | IllegalArgumentException e) {
            if (!hasName(request.getIdToken())) {
                throw e instanceof OAuth2AuthenticationException told
                    ? told
                    : new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info_response"), e);
            }
            // Who it is stands in the ID token; what groups they are in may then be missing, which gives them less.
            LOG.warn("The provider's userinfo endpoint says nothing ({}): the ID token has to do", e.getMessage());
            return new DefaultOidcUser(AuthorityUtils.createAuthorityList("OIDC_USER"), request.getIdToken());
        }
    }
}
