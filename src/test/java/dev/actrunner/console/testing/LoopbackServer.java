package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** Starts servers of tests, which nobody reaches from another machine. */
final class LoopbackServer {

    private LoopbackServer() {}

    /** Starts one on any port. */
    static HttpServer start(HttpHandler handler) {
        return start(0, null, handler);
    }

    /** Starts one on any port, with a certificate for a name that nobody vouches for. */
    static HttpServer startTls(String name, HttpHandler handler) {
        return start(0, new HeldCertificate.Builder().addSubjectAlternativeName(name).build(), handler);
    }

    /**
     * Starts one.
     *
     * @param port 0 for any
     * @param certificate for https, null for http
     */
    static HttpServer start(int port, @Nullable HeldCertificate certificate, HttpHandler handler) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            HttpServer server = certificate == null ? HttpServer.create(address, 0) : secure(address, certificate);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer secure(InetSocketAddress address, HeldCertificate certificate) throws IOException {
        HttpsServer https = HttpsServer.create(address, 0);
        var context = new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext();
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        return https;
    }
}
