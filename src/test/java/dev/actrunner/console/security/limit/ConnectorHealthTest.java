package dev.actrunner.console.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;

/** The health of a Tomcat that really runs, and then does not. */
class ConnectorHealthTest {

    private final ConnectorHealth health = new ConnectorHealth();

    private Status status() {
        return health.health().getStatus();
    }

    @Test
    void aServerIsDownOnceItsThreadsHaveEnded() {
        assertThat(status()).isEqualTo(Status.UP);
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.setProtocol(BoundedNioProtocol.class.getName());
        WebServer server = factory.getWebServer();
        try {
            server.start();
            health.started(new ServletWebServerInitializedEvent(server, new ServletWebServerApplicationContext()));
            assertThat(status()).isEqualTo(Status.UP);
            server.stop();
            await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(status()).isEqualTo(Status.DOWN));
        } finally {
            server.destroy();
        }
    }
}
