package dev.actrunner.console.security.limit;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Bounds connections, by address and by memory. */
@Component
class ConnectionLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    /** What a connection with a request under way takes at most, its body aside. */
    private static final long BYTES_A_CONNECTION = 256L * 1024;

    private final LimitProperties properties;

    ConnectionLimits(LimitProperties properties) {
        this.properties = properties;
    }

    /** After Boot's own, whose settings for connections are replaced. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(BoundedNioProtocol.class.getName());
        factory.addConnectorCustomizers(this::bound);
    }

    private void bound(Connector connector) {
        if (connector.getProtocolHandler() instanceof BoundedNioProtocol protocol) {
            int most = (int) Math.min(
                properties.maxConnections(),
                Math.max(64, Runtime.getRuntime().maxMemory() / BYTES_A_CONNECTION)
            );
            protocol.setMaxConnections(most);
            protocol.setConnectionsPerAddress(
                Math.min(properties.maxConnectionsPerAddress(), Math.max(48, (most * 3) / 4))
            );
            // Between two pieces of a body, of which the time in all is bounded besides.
            protocol.setDisableUploadTimeout(false);
            protocol.setConnectionUploadTimeout((int) properties.bodyTimeout().toMillis() / 2);
            protocol.setMaxSwallowSize(0);
        }
    }
}
