package dev.actrunner.console.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFailureTest {

    private static final HttpUrl URL = HttpUrl.get("https://git.example.org:8443/git");

    static Stream<Arguments> failures() {
        return Stream.of(
            Arguments.of(new UnknownHostException("x"), Finding.DNS_UNRESOLVED),
            Arguments.of(new AddressForbiddenException("Why."), Finding.ADDRESS_FORBIDDEN),
            Arguments.of(new SocketTimeoutException("Connect timed out"), Finding.CONNECT_TIMEOUT),
            Arguments.of(new SocketTimeoutException("timeout"), Finding.HTTP_TIMEOUT),
            Arguments.of(new SocketTimeoutException(), Finding.HTTP_TIMEOUT),
            Arguments.of(new InterruptedIOException("timeout"), Finding.HTTP_TIMEOUT),
            Arguments.of(new ConnectException("refused"), Finding.CONNECT_REFUSED),
            Arguments.of(new NoRouteToHostException("x"), Finding.CONNECT_REFUSED),
            Arguments.of(new ProtocolException("Received HTTP_PROXY_AUTH (407) code"), Finding.HTTP_PROXY_SIGN_IN),
            Arguments.of(new IOException("Failed to authenticate with proxy"), Finding.HTTP_PROXY_SIGN_IN),
            Arguments.of(new IOException("Unexpected response code for CONNECT: 403"), Finding.HTTP_BROKEN),
            Arguments.of(new IOException("unexpected end of stream"), Finding.HTTP_BROKEN),
            Arguments.of(new IOException(), Finding.HTTP_BROKEN),
            Arguments.of(new SSLPeerUnverifiedException("x"), Finding.TLS_WRONG_HOST),
            Arguments.of(new SSLException("x", new CertificateExpiredException()), Finding.TLS_EXPIRED),
            Arguments.of(new SSLException("x", new CertificateNotYetValidException()), Finding.TLS_NOT_YET_VALID),
            Arguments.of(
                new SSLException("x", new IOException(new CertPathBuilderException("path"))),
                Finding.TLS_UNTRUSTED
            ),
            Arguments.of(new SSLException("plain text?"), Finding.TLS_HANDSHAKE)
        );
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasItsFinding(IOException e, Finding finding) {
        Check check = NetworkFailure.of(e, URL).check();
        assertThat(check.finding()).isEqualTo(finding);
        assertThat(check.remediation()).isNotBlank();
    }

    @Test
    void namesTheHostAndThePort() {
        assertThat(NetworkFailure.of(new ConnectException("x"), URL)).hasMessage(
            "git.example.org:8443 refuses connections."
        );
        assertThat(NetworkFailure.of(new UnknownHostException("other"), URL)).hasMessageContaining(
            "The name git.example.org does not resolve"
        );
    }

    @Test
    void aProxysAnswerIsShownWithoutATokenInIt() {
        String answer = "Unexpected response code for CONNECT: 0123456789abcdef0123456789abcdef01234567";
        assertThat(NetworkFailure.of(new IOException(answer), URL)).hasMessageEndingWith("CONNECT: [hidden].");
    }

    @Test
    void whatTheForgeSaysItselfIsNotRepeated() {
        assertThat(NetworkFailure.of(new IOException("s3cret"), URL).getMessage()).doesNotContain("s3cret");
    }
}
