package dev.actrunner.console.security.limit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Limits the connections of one address, for which Tomcat has no setting. */
public final class BoundedNioProtocol extends Http11NioProtocol {

    /** Made by Tomcat, by its name. */
    public BoundedNioProtocol() {
        super(new BoundedEndpoint());
    }

    /** @param most how many connections one address may hold */
    public void setConnectionsPerAddress(int most) {
        ((BoundedEndpoint) getEndpoint()).connectionsPerAddress = most;
    }

    private static final class BoundedEndpoint extends NioEndpoint {

        private volatile int connectionsPerAddress = Integer.MAX_VALUE;

        /** Called for each connection that was accepted. */
        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            InetAddress address = address(socket);
            if (address != null && count(address) >= connectionsPerAddress) {
                // For false alone Tomcat closes only what it has taken up, and goes on counting the others.
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }

        private long count(InetAddress address) {
            return connections
                .values()
                .stream()
                .map(SocketWrapperBase::getSocket)
                .filter(channel -> address.equals(address(channel)))
                .count();
        }

        private static @Nullable InetAddress address(NioChannel channel) {
            SocketChannel socket = channel.getIOChannel();
            return socket == null ? null : address(socket);
        }

        private static @Nullable InetAddress address(SocketChannel socket) {
            try {
                return socket.getRemoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
            } catch (IOException _) {
                return null;
            }
        }
    }
}
