package dev.actrunner.console.security.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RawHttp;
import dev.actrunner.console.testing.RunningConsole;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How many connections of one address a running console holds. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.0.2 is an address of this machine on Linux alone")
class BoundedNioProtocolTest {

    private static final int MOST = 5;
    private static final String HALF = "GET /api/v1/keda HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final String REST = "Connection: close\r\n\r\n";

    /** The others are closed at once, and take no place of the connections of all addresses together. */
    @Test
    void anAddressHoldsNoMoreConnectionsThanItsShare() throws IOException {
        var opened = new ArrayList<RawHttp>();
        try (
            EmbeddedCluster cluster = EmbeddedCluster.start();
            RunningConsole console = RunningConsole.on(
                cluster,
                "--console.limits.max-connections-per-address=" + MOST,
                "--console.limits.max-connections=20",
                "--server.tomcat.connection-timeout=5m"
            )
        ) {
            for (int i = 0; i < 40; i++) {
                opened.add(halfARequest(console.url()));
            }
            for (RawHttp beyond : opened.subList(MOST, opened.size())) {
                assertThat(isClosed(beyond)).isTrue();
            }
            try (var other = new RawHttp(console.url(), "127.0.0.3")) {
                assertThat(other.write(HALF + REST).status()).startsWith("HTTP/1.1 200");
            }
            for (RawHttp kept : opened.subList(0, MOST)) {
                assertThat(kept.write(REST).status()).startsWith("HTTP/1.1 200");
            }
        } finally {
            for (RawHttp each : opened) {
                each.close();
            }
        }
    }

    private static RawHttp halfARequest(String console) throws IOException {
        var connection = new RawHttp(console, "127.0.0.2");
        try {
            connection.write(HALF);
        } catch (IOException _) {
            // Closed already, as reading tells.
        }
        return connection;
    }

    /** By its end, or by a reset where the server has not read what was sent. */
    private static boolean isClosed(RawHttp connection) {
        try {
            return connection.status().isEmpty();
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
