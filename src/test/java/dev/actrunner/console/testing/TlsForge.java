package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A Gitea with an empty queue behind TLS, with a certificate that a test makes. */
public final class TlsForge implements AutoCloseable {

    private final HttpsServer server;

    /** @param certificate the server's own */
    public TlsForge(HeldCertificate certificate) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(
            new HttpsConfigurator(new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext())
        );
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean version = exchange.getRequestURI().getPath().equals("/api/v1/version");
                byte[] body = (version ? "{\"version\":\"1.27.2\"}" : "{\"jobs\":[],\"total_count\":0}").getBytes(
                    StandardCharsets.UTF_8
                );
                boolean known = version || exchange.getRequestURI().getPath().endsWith("/actions/jobs");
                exchange.sendResponseHeaders(known ? 200 : 404, known ? body.length : -1);
                if (known) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
        server.start();
    }

    /** A certificate for a host from one day before until so long from now. */
    public static HeldCertificate certificate(String host, HeldCertificate issuer, Duration from, Duration until) {
        Instant now = Instant.now();
        return new HeldCertificate.Builder()
            .addSubjectAlternativeName(host)
            .signedBy(issuer)
            .validityInterval(now.plus(from).toEpochMilli(), now.plus(until).toEpochMilli())
            .build();
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
