package dev.actrunner.console.forge.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Creates sockets that ask {@link OutboundPolicy} about the very address that they are about to connect to. */
public final class OutboundSocketFactory extends SocketFactory {

    private final OutboundPolicy policy;
    private final Predicate<InetSocketAddress> proxies;

    /** @param proxies may be connected to wherever they are */
    public OutboundSocketFactory(OutboundPolicy policy, Predicate<InetSocketAddress> proxies) {
        this.policy = policy;
        this.proxies = proxies;
    }

    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
        throws IOException {
        return createSocket(address, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private final class Guarded extends Socket {

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress address) || address.isUnresolved()) {
                throw new AddressForbiddenException("Probes connect to resolved addresses only.");
            }
            if (!proxies.test(address)) {
                policy.require(address);
            }
            super.connect(endpoint, timeout);
        }
    }
}
