package dev.actrunner.console.forge;

import dev.actrunner.console.secret.Digests;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Authorities that are trusted for one forge, besides the system's.
 *
 * @param certificates at least one
 * @param where where they come from, for people
 */
public record TrustedCa(List<X509Certificate> certificates, String where) {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    /** Certificates of authorities have one to two. */
    private static final int MAX_BYTES = 16 * 1024;
    /** Systems trust about 150. */
    private static final int MAX_CERTIFICATES = 500;

    /**
     * Reads what anybody may have written into a ConfigMap: at most 500 certificates of at most 16 KiB in DER, in which lengths
     * are definite. The JDK's parser takes a time for indefinite ones that grows with the square of their number.
     *
     * @param pem one certificate or more
     * @throws IllegalArgumentException when there is none in it, or something else
     */
    public static TrustedCa of(String pem, String where) {
        var found = new ArrayList<X509Certificate>();
        for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + 1)) {
            int end = pem.indexOf(END, begin);
            byte[] der = end < 0 ? new byte[0] : decoded(pem.substring(begin + BEGIN.length(), end));
            if (der.length < 2 || der.length > MAX_BYTES || der[1] == (byte) 0x80 || found.size() == MAX_CERTIFICATES) {
                throw new IllegalArgumentException(where + " holds no PEM certificates");
            }
            found.addAll(certificates(new ByteArrayInputStream(der), where));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(where + " holds no PEM certificates");
        }
        return new TrustedCa(List.copyOf(found), where);
    }

    private static byte[] decoded(String base64) {
        try {
            return base64.length() > 2 * MAX_BYTES ? new byte[0] : Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
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
