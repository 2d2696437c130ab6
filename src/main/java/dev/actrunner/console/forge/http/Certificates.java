package dev.actrunner.console.forge.http;

import dev.actrunner.console.diagnosis.CheckCollector;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.TlsDetails;
import dev.actrunner.console.forge.TrustedCa;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.jspecify.annotations.Nullable;

/**
 * Decides which certificates are trusted, and describes the one that a forge presented: when it expires, and whether KEDA
 * trusts it too.
 */
public final class Certificates {

    private static final Duration SOON = Duration.ofDays(14);

    private final Clock clock;
    private final List<X509Certificate> own;
    private final HandshakeCertificates trusted;
    private final String where;
    private final X509TrustManager system = new HandshakeCertificates.Builder()
        .addPlatformTrustedCertificates()
        .build()
        .trustManager();

    /** @param bundle a PEM file of authorities that are trusted besides the system's, null for none */
    public Certificates(@Nullable Path bundle, Clock clock) {
        this(bundle == null ? List.of() : read(bundle), "console.forge.ca-bundle", clock);
    }

    private Certificates(List<X509Certificate> own, String where, Clock clock) {
        this.clock = clock;
        this.own = own;
        this.where = where;
        var builder = new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
        own.forEach(builder::addTrustedCertificate);
        this.trusted = builder.build();
    }

    /** These and one forge's own. */
    public Certificates with(TrustedCa authority) {
        List<X509Certificate> all = Stream.concat(own.stream(), authority.certificates().stream()).toList();
        return new Certificates(all, authority.where(), clock);
    }

    private static List<X509Certificate> read(Path bundle) {
        try (InputStream pem = Files.newInputStream(bundle)) {
            return TrustedCa.certificates(pem, "console.forge.ca-bundle " + bundle);
        } catch (IOException e) {
            throw new UncheckedIOException("console.forge.ca-bundle cannot be read: " + bundle, e);
        }
    }

    public void apply(OkHttpClient.Builder client) {
        client.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }

    /** Adds the checks of the certificate of a handshake that succeeded. */
    public void check(@Nullable Handshake handshake, String host, CheckCollector findings) {
        TlsDetails details = describe(handshake, clock.instant());
        if (details == null) {
            findings.pass(CheckId.TLS, "No TLS: the address begins with http://.");
            return;
        }
        if (details.daysLeft() < SOON.toDays()) {
            findings.add(
                Finding.TLS_EXPIRES_SOON.seen(
                    "The certificate of " + host + " expires in " + details.daysLeft() + " days."
                )
            );
        }
        if (!details.trustedBySystem()) {
            findings.add(
                Finding.TLS_PRIVATE_CA.seen(
                    "The certificate of " + host + " is trusted through " + where + "; KEDA may not trust it."
                )
            );
        }
        findings.pass(
            CheckId.TLS,
            "The certificate of " + host + " is trusted, for " + details.daysLeft() + " more days."
        );
    }

    /** The certificate's facts, null where there was no TLS. */
    @Nullable
    public TlsDetails describe(@Nullable Handshake handshake, Instant now) {
        if (handshake == null || handshake.peerCertificates().isEmpty()) {
            return null;
        }
        var leaf = (X509Certificate) handshake.peerCertificates().getFirst();
        Instant end = leaf.getNotAfter().toInstant();
        return new TlsDetails(
            handshake.tlsVersion().javaName(),
            leaf.getIssuerX500Principal().getName(),
            names(leaf),
            end,
            Duration.between(now, end).toDays(),
            trustedBySystem(handshake.peerCertificates())
        );
    }

    private static List<String> names(X509Certificate leaf) {
        try {
            var names = leaf.getSubjectAlternativeNames();
            return names == null
                ? List.of()
                : names
                      .stream()
                      .map(pair -> pair.get(1))
                      .filter(Objects::nonNull)
                      .map(Object::toString)
                      .limit(20)
                      .toList();
        } catch (GeneralSecurityException _) {
            return List.of();
        }
    }

    private boolean trustedBySystem(List<Certificate> chain) {
        try {
            system.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }
}
