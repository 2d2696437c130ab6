package dev.actrunner.console.security.cookie;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.serializer.DefaultDeserializer;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Keeps in the browser what a sign-in through the provider began with, until the provider sends them back. */
public final class AuthorizationRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private final SealedCookie cookie = new SealedCookie("sign-in");
    private final SerializingConverter serializer = new SerializingConverter();
    /** Reads only what this process has written: the cookie is authenticated. */
    private final DeserializingConverter deserializer = new DeserializingConverter(
        new DefaultDeserializer(getClass().getClassLoader())
    );

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        String state = request.getParameter("state");
        return read(request)
            .filter(kept -> state != null && state.equals(kept.getState()))
            .orElse(null);
    }

    private Optional<OAuth2AuthorizationRequest> read(HttpServletRequest request) {
        return cookie
            .read(request)
            .map(text -> (OAuth2AuthorizationRequest) deserializer.convert(Base64.getDecoder().decode(text)));
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
            byte[] bytes = serializer.convert(authorizationRequest);
            cookie.write(request, response, Base64.getEncoder().encodeToString(bytes));
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
