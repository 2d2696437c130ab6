package dev.actrunner.console.connection.probe;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.forge.http.ForbiddenAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Resolves the API server's own address and port, which a forge's URL must never lead to. */
@Component
class ApiServerAddress implements ForbiddenAddresses {

    private final Cluster cluster;

    ApiServerAddress(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public boolean include(InetSocketAddress address) {
        URI server = URI.create(cluster.server());
        int port = server.getPort() < 0 ? 443 : server.getPort();
        return address.getPort() == port && resolved(server.getHost()).contains(address.getAddress());
    }

    private static Set<InetAddress> resolved(String host) {
        try {
            return Set.copyOf(Arrays.asList(InetAddress.getAllByName(host)));
        } catch (UnknownHostException _) {
            return Set.of();
        }
    }
}
