package dev.actrunner.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may talk to the console in local mode, and what its answers forbid a browser. */
@Tag("slow")
class SameOriginTest {

    private static final String CONTENT = "Content-Type: application/json\r\nContent-Length: 2\r\n";

    private static EmbeddedCluster cluster;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start();
        console = RunningConsole.on(cluster);
    }

    @AfterAll
    static void stop() {
        console.close();
        cluster.close();
    }

    /** Sends a request as it stands, with headers that ordinary clients do not let one set. */
    private static String send(String request) throws IOException {
        int port = URI.create(console.url()).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.replace("PORT", "" + port).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aForeignHostIsRefused() throws IOException {
        assertThat(send("GET /api/v1/keda HTTP/1.1\r\nHost: evil.example:PORT\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 403")
            .contains("urn:act-runner-console:problem:host-not-allowed");
    }

    @Test
    void aPageOfAnotherSiteCannotChangeAnything() throws IOException {
        String start = "POST /api/v1/probes HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n" + CONTENT;
        assertThat(send(start + "Origin: https://evil.example\r\n\r\n{}")).startsWith("HTTP/1.1 403");
        assertThat(send(start + "Sec-Fetch-Site: cross-site\r\n\r\n{}")).startsWith("HTTP/1.1 403");
        assertThat(send(start + "Sec-Fetch-Site: same-origin\r\n\r\n{}")).startsWith("HTTP/1.1 422");
        assertThat(send(start + "\r\n{}")).startsWith("HTTP/1.1 422");
    }

    @Test
    void aFormWithoutItsCsrfTokenIsRefused() throws IOException {
        assertThat(
            send(
                "POST /setup/x/forge HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n" +
                    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b"
            )
        ).startsWith("HTTP/1.1 403");
    }

    @Test
    void answersForbidFramesForeignScriptsAndCaching() throws IOException {
        assertThat(send("GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n"))
            .contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';")
            .contains("frame-ancestors 'none'")
            .contains("X-Content-Type-Options: nosniff")
            .contains("Referrer-Policy: no-referrer")
            .contains("Cache-Control: no-cache, no-store")
            .doesNotContain("<style")
            .doesNotContain("style=")
            .doesNotContain("<script>");
    }
}
