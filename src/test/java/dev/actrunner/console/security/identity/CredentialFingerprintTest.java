package dev.actrunner.console.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.secret.Digests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CredentialFingerprintTest {

    private static MockHttpServletRequest form(String method, String path, String field) {
        var request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr("192.0.2.1");
        request.setParameter(field, "s3cret");
        return request;
    }

    private static @Nullable String ofHeader(String address, String header) {
        var request = new MockHttpServletRequest("GET", "/api/v1/connections");
        request.setRemoteAddr(address);
        request.addHeader("Authorization", header);
        return CredentialFingerprint.of(request);
    }

    @Test
    void isTheAddressAndADigest() {
        assertThat(ofHeader("192.0.2.1", "Bearer s3cret")).isEqualTo("192.0.2.1 " + Digests.sha256("Bearer s3cret"));
    }

    @Test
    void tellsAddressesAndCredentialsApart() {
        assertThat(ofHeader("192.0.2.1", "Bearer a"))
            .isNotEqualTo(ofHeader("192.0.2.2", "Bearer a"))
            .isNotEqualTo(ofHeader("192.0.2.1", "Bearer b"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /sign-in/token, token, true",
        "POST, /sign-in/link, code, true",
        "POST, /sign-in/token, password, false",
        "POST, /setup/1/token, token, false",
        "POST, /sign-in, token, false",
        "GET, /sign-in/token, token, false",
    })
    void ofAFormTheSignInsOwnFieldsCount(String method, String path, String field, boolean counts) {
        assertThat(CredentialFingerprint.of(form(method, path, field))).isEqualTo(
            counts ? "192.0.2.1 " + Digests.sha256("s3cret") : null
        );
    }
}
