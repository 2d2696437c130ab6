package dev.actrunner.console.security.signin;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Lists why a sign-in through the provider can fail: the error codes of OpenID Connect and of Spring Security. */
enum SignInReason {
    /** The user, or the provider's policy, said no. */
    ACCESS_DENIED("interaction_required", "login_required", "consent_required"),
    /** Neither ID token nor userinfo has the claim with the user's name, or it may not be used. */
    MISSING_CLAIM,
    /** The browser came back without what it was sent away with: too late, twice, or in another browser. */
    EXPIRED("authorization_request_not_found", "invalid_state_parameter"),
    /** The provider does not know the console, or another secret. */
    CLIENT("invalid_client", "unauthorized_client", "invalid_grant", "invalid_redirect_uri_parameter"),
    /** The provider knows no such scope. */
    SCOPE("invalid_scope"),
    /** The ID token was not signed, or not for this console, or the clocks differ. */
    ID_TOKEN("invalid_id_token", "invalid_nonce", "missing_signature_verifier"),
    /** The userinfo endpoint refuses, or speaks of somebody else. */
    USER_INFO("invalid_user_info_response"),
    /** The provider does not answer, or not as OpenID Connect wants. */
    PROVIDER_UNREACHABLE(
        "invalid_token_response",
        "server_error",
        "temporarily_unavailable",
        "client_registration_not_found"
    ),
    /** The cluster does not answer, which says whose token one is. */
    UNAVAILABLE,
    /** A browser cannot keep the token. */
    TOO_LONG,
    OTHER;

    private final String[] codes;

    SignInReason(String... codes) {
        this.codes = codes;
    }

    static SignInReason of(@Nullable String code) {
        return Arrays.stream(values())
            .filter(r -> r.code().equals(code) || Arrays.asList(r.codes).contains(code))
            .findFirst()
            .orElse(OTHER);
    }

    /** Returns the exception for this reason. */
    OAuth2AuthenticationException exception(Throwable cause) {
        return new OAuth2AuthenticationException(new OAuth2Error(code(), cause.getMessage(), null), cause);
    }

    /** As addresses and the audit log have it. */
    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
