package dev.actrunner.console.forge.http;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.diagnosis.Redactor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Translates a network exception into the check that failed. */
public final class NetworkFailure {

    private NetworkFailure() {}

    public static ProbeFailedException of(IOException e, HttpUrl url) {
        String where = url.host() + ":" + url.port();
        return switch (e) {
            case UnknownHostException _ -> new ProbeFailedException(
                Finding.DNS_UNRESOLVED,
                "The name " + url.host() + " does not resolve from where the console runs.",
                "Check the spelling. If the name is known only outside (or only inside) the cluster, enter one that resolves" +
                    " in the cluster: KEDA asks from there."
            );
            case AddressForbiddenException forbidden -> new ProbeFailedException(
                Finding.ADDRESS_FORBIDDEN,
                "The console may not connect to " + where + ". " + forbidden.getMessage(),
                "Enter the forge's own address. If this is it, whoever runs the console can allow it there."
            );
            case SSLException ssl -> tls(ssl, url);
            case SocketTimeoutException timeout when connecting(timeout) -> new ProbeFailedException(
                Finding.CONNECT_TIMEOUT,
                "No connection to " + where + " in time.",
                "Check the address and port, and that a firewall or NetworkPolicy lets the console, and KEDA, reach it."
            );
            case ConnectException _, NoRouteToHostException _ -> new ProbeFailedException(
                Finding.CONNECT_REFUSED,
                where + " refuses connections.",
                "Check the address and port, and that the forge is running."
            );
            case IOException protocol when wantsProxySignIn(protocol) -> new ProbeFailedException(
                Finding.HTTP_PROXY_SIGN_IN,
                "An HTTP proxy between wants a sign-in (407)."
            );
            case IOException connect when refusedByProxy(connect) -> new ProbeFailedException(
                Finding.HTTP_BROKEN,
                "The proxy does not connect to " +
                    where +
                    ": " +
                    Redactor.shown(String.valueOf(connect.getMessage()), 100) +
                    ".",
                "Let the proxy pass " +
                    where +
                    ", or add the host to NO_PROXY of the console, and of KEDA's operator if it is there too."
            );
            case InterruptedIOException _ -> new ProbeFailedException(
                Finding.HTTP_TIMEOUT,
                where + " was reached but did not answer in time.",
                "Look at the forge's load and logs. KEDA gives up after 3 seconds unless KEDA_HTTP_DEFAULT_TIMEOUT says" +
                    " otherwise."
            );
            default -> new ProbeFailedException(
                Finding.HTTP_BROKEN,
                where + " closed the connection without an answer, or answered something that is not HTTP.",
                "Check that the port speaks " + url.scheme() + ", and look at the proxy in front of the forge."
            );
        };
    }

    /** OkHttp's own complaint about a 407 that comes from no proxy it knows of. */
    private static boolean wantsProxySignIn(IOException e) {
        String message = String.valueOf(e.getMessage());
        return (
            (e instanceof ProtocolException && message.contains("407")) ||
            message.equals("Failed to authenticate with proxy")
        );
    }

    /** OkHttp's words for an answer to CONNECT that is not 200. */
    private static boolean refusedByProxy(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("Unexpected response code for CONNECT");
    }

    private static boolean connecting(SocketTimeoutException timeout) {
        String message = timeout.getMessage();
        return message != null && message.toLowerCase(java.util.Locale.ROOT).contains("connect");
    }

    private static ProbeFailedException tls(SSLException e, HttpUrl url) {
        if (e instanceof SSLPeerUnverifiedException) {
            return new ProbeFailedException(
                Finding.TLS_WRONG_HOST,
                "The certificate is for another host than " + url.host() + ".",
                "Enter the name that the certificate was made for, or give the forge a certificate with this name."
            );
        }
        if (causedBy(e, CertificateExpiredException.class) != null) {
            return new ProbeFailedException(
                Finding.TLS_EXPIRED,
                "The certificate of " + url.host() + " has expired.",
                "Renew the forge's certificate; KEDA refuses it too."
            );
        }
        if (causedBy(e, CertificateNotYetValidException.class) != null) {
            return new ProbeFailedException(
                Finding.TLS_NOT_YET_VALID,
                "The certificate of " + url.host() + " is not valid yet.",
                "Check the clocks of the forge and of this machine."
            );
        }
        if (causedBy(e, java.security.cert.CertPathBuilderException.class) != null) {
            return new ProbeFailedException(
                Finding.TLS_UNTRUSTED,
                "The certificate of " + url.host() + " was issued by an authority that is not trusted here.",
                "Use a certificate of a public authority, or add the private one to KEDA (certificates.operator.caSecrets" +
                    " in KEDA's chart) and to the console's trust store."
            );
        }
        return new ProbeFailedException(
            Finding.TLS_HANDSHAKE,
            "No TLS connection with " + url.host() + ":" + url.port() + ".",
            "Check that the port speaks https (an http address begins with http://), and the forge's TLS settings."
        );
    }

    private static @Nullable Throwable causedBy(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }
}
