package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** What is no certificate, however much there is of it, is said to be none. */
class TrustedCaTest {

    private static final String WHERE = "ConfigMap/forge-ca/ca.crt";
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
    private static final String END = "-----END CERTIFICATE-----\n";

    private static void assertRefused(String pem) {
        assertThatThrownBy(() -> TrustedCa.of(pem, WHERE))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(WHERE + " holds no PEM certificates");
    }

    private static String pem(byte[] der) {
        return BEGIN + Base64.getEncoder().encodeToString(der) + "\n" + END;
    }

    @Test
    void takesEveryCertificateThereIs() {
        String first = new HeldCertificate.Builder().commonName("first").build().certificatePem();
        String second = new HeldCertificate.Builder().commonName("second").build().certificatePem();
        assertThat(TrustedCa.of(first + second, WHERE).certificates())
            .extracting(c -> c.getSubjectX500Principal().getName())
            .containsExactly("CN=first", "CN=second");
    }

    @Test
    void refusesABeginningWithoutAnEnd() {
        assertRefused(BEGIN + "A".repeat(1024 * 1024));
    }

    @Test
    void refusesManyEmptyBlocks() {
        assertRefused((BEGIN + END).repeat(10_000));
    }

    @Test
    void refusesSequencesInOneAnother() {
        assertRefused(pem(nested(700_000)));
    }

    @Test
    void refusesSequencesWithoutALengthInOneAnother() {
        assertRefused(pem(HexFormat.of().parseHex("3080".repeat(180_000) + "0000".repeat(180_000))));
    }

    @Test
    void refusesALengthBeyondAllThereIs() {
        assertRefused(pem(HexFormat.of().parseHex("30847fffffff30847fffffff")));
    }

    /** Sequences of ASN.1 in one another, each with the true length of what is in it. */
    private static byte[] nested(int size) {
        byte[] der = new byte[size];
        int start = size;
        while (start > 5) {
            int length = size - start;
            int octets = length < 0x80 ? 0 : (39 - Integer.numberOfLeadingZeros(length)) / 8;
            for (int i = 0; i < octets; i++) {
                start--;
                der[start] = (byte) (length >> (8 * i));
            }
            start--;
            der[start] = (byte) (octets == 0 ? length : 0x80 + octets);
            start--;
            der[start] = 0x30;
        }
        return Arrays.copyOfRange(der, start, size);
    }
}
