package dev.actrunner.console.forge;

import dev.actrunner.console.secret.Digests;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Authorities that are trusted for one forge, besides the system's.
 *
 * @param certificates at least one
 * @param where where they come from, for people
 */
public record TrustedCa(List<X509Certificate> certificates, String where) {
    /**
     * @param pem one certificate or more
     * @throws IllegalArgumentException when there is none in it
     */
    public static TrustedCa of(String pem, String where) {
        return new TrustedCa(
            certificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)), where),
            where
        );
    }

    /** Returns a digest of the certificates, in their order: {@code sha256-} and 64 hexadecimal digits. */
    public String digest() {
        return "sha256-" + Digests.sha256(certificates.stream().map(TrustedCa::encoded));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<X509Certificate> certificates(InputStream pem, String where) {
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(pem)
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(where + " holds no PEM certificates");
            }
            return found;
        } catch (CertificateException e) {
            throw new IllegalArgumentException(where + " holds no PEM certificates", e);
        }
    }
}
