package dev.actrunner.console.security.cookie;

import dev.actrunner.console.browser.SealedCookie;
import dev.actrunner.console.browser.SealedCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Keeps in the browser what a sign-in through the provider began with, until the provider sends them back. */
public final class AuthorizationRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    /** All of it that the way back needs; its values are texts. */
    record Kept(
        String authorizationUri,
        String clientId,
        String redirectUri,
        Set<String> scopes,
        String state,
        Map<String, Object> parameters,
        Map<String, Object> attributes
    ) {
        static Kept of(OAuth2AuthorizationRequest request) {
            return new Kept(
                request.getAuthorizationUri(),
                request.getClientId(),
                String.valueOf(request.getRedirectUri()),
                request.getScopes(),
                String.valueOf(request.getState()),
                request.getAdditionalParameters(),
                request.getAttributes()
            );
        }

        OAuth2AuthorizationRequest request() {
            return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(authorizationUri)
                .clientId(clientId)
                .redirectUri(redirectUri)
                .scopes(scopes)
                .state(state)
                .additionalParameters(parameters)
                .attributes(kept -> kept.putAll(attributes))
                .build();
        }
    }

    private final SealedCookie cookie;

    public AuthorizationRequestCookie(SealedCookies cookies) {
        this.cookie = cookies.of("sign-in", Duration.ofMinutes(10), 1);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        String state = request.getParameter("state");
        return read(request)
            .filter(kept -> state != null && state.equals(kept.getState()))
            .orElse(null);
    }

    private Optional<OAuth2AuthorizationRequest> read(HttpServletRequest request) {
        return cookie.readRecord(request, Kept.class).map(Kept::request);
    }

    @Override
    public void saveAuthorizationRequest(
        @Nullable OAuth2AuthorizationRequest authorizationRequest,
        HttpServletRequest request,
        HttpServletResponse response
    ) {
        if (authorizationRequest == null) {
            cookie.remove(request, response);
        } else {
            cookie.writeRecord(request, response, "", Kept.of(authorizationRequest));
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
        HttpServletRequest request,
        HttpServletResponse response
    ) {
        OAuth2AuthorizationRequest kept = loadAuthorizationRequest(request);
        if (kept != null) {
            cookie.remove(request, response);
        }
        return kept;
    }
}
