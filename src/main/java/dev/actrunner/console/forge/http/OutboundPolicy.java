package dev.actrunner.console.forge.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.stereotype.Component;

/**
 * Decides of every address before a socket connects to it, so that neither a spelling nor a name that resolves
 * differently the second time gets past it.
 */
@Component
public class OutboundPolicy {

    /**
     * Link-local and with it the clouds' metadata (169.254.169.254), "this network", multicast, reserved; the metadata
     * and platform addresses of AWS (fd00:ec2::/32), Alibaba Cloud (100.100.100.200), Azure (168.63.129.16) and Oracle
     * (192.0.0.192), as their manuals give them; and IPv6 ranges that carry an IPv4 address nobody needs there.
     */
    private static final InetAddressFilter NEVER = InetAddressFilter.of(
        "0.0.0.0/8",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "100.100.100.200/32",
        "168.63.129.16/32",
        "::/128",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
        "fd00:ec2::/32",
        "2001::/32",
        "2002::/16"
    );
    private static final InetAddressFilter LOOPBACK = InetAddressFilter.of("127.0.0.0/8", "::1/128");
    private static final InetAddressFilter PRIVATE = InetAddressFilter.of(
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "198.18.0.0/15",
        "fc00::/7"
    );
    /** Translation to IPv4 (RFC 6052, RFC 8215), and IPv4-compatible addresses (RFC 4291): the IPv4 address counts. */
    private static final InetAddressFilter CARRIES_IPV4 = InetAddressFilter.of(
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "::/96"
    );

    private final HostMatcher allow;
    private final HostMatcher deny;
    private final Ports ports;
    private final Ports deniedPorts;
    private final boolean privateNetworks;
    private final boolean loopback;
    private final List<ForbiddenAddresses> others;

    public OutboundPolicy(
        OutboundProperties properties,
        @Value("${console.security.mode:local}") String mode,
        List<ForbiddenAddresses> others
    ) {
        this.allow = HostMatcher.of("console.outbound.allow", properties.allow());
        this.deny = HostMatcher.of("console.outbound.deny", properties.deny());
        this.ports = Ports.of("console.outbound.allowed-ports", properties.allowedPorts());
        this.deniedPorts = Ports.of("console.outbound.denied-ports", properties.deniedPorts());
        this.privateNetworks = properties.allowPrivateNetworks();
        Boolean said = properties.allowLoopback();
        this.loopback = said == null ? !mode.equalsIgnoreCase("cluster") : said;
        this.others = List.copyOf(others);
    }

    /**
     * @param address resolved, with the name that it was resolved from
     * @throws AddressForbiddenException when no connection may be made to it
     */
    public void require(InetSocketAddress address) throws AddressForbiddenException {
        InetAddress ip = address.getAddress();
        String host = address.getHostString();
        if (!ports.include(address.getPort()) || deniedPorts.include(address.getPort())) {
            throw new AddressForbiddenException("The port is not among console.outbound.allowed-ports.");
        }
        if (NEVER.matches(ip) || ip.isMulticastAddress() || NEVER.matches(embeddedIpv4(ip))) {
            throw new AddressForbiddenException(
                "It is link-local, metadata, multicast or reserved, where no forge is."
            );
        }
        if (!loopback && (LOOPBACK.matches(ip) || LOOPBACK.matches(embeddedIpv4(ip)))) {
            throw new AddressForbiddenException("It is the console's own machine (console.outbound.allow-loopback).");
        }
        if (!privateNetworks && (PRIVATE.matches(ip) || PRIVATE.matches(embeddedIpv4(ip)))) {
            throw new AddressForbiddenException(
                "It is in a private network (console.outbound.allow-private-networks)."
            );
        }
        if (deny.include(host, ip) || deny.include(host, embeddedIpv4(ip))) {
            throw new AddressForbiddenException("It is among console.outbound.deny.");
        }
        if (!allow.isEmpty() && !allow.include(host, ip)) {
            throw new AddressForbiddenException("It is not among console.outbound.allow.");
        }
        if (others.stream().anyMatch(each -> each.include(address))) {
            throw new AddressForbiddenException("The cluster's API server is there.");
        }
    }

    /**
     * The same for a name that a proxy is to resolve.
     *
     * @throws AddressForbiddenException when it may not be asked for
     */
    void requireName(String host, int port) throws AddressForbiddenException {
        if (!ports.include(port) || deniedPorts.include(port)) {
            throw new AddressForbiddenException("The port is not among console.outbound.allowed-ports.");
        }
        InetAddress unknown = InetAddress.ofLiteral("::");
        if (deny.include(host, unknown)) {
            throw new AddressForbiddenException("It is among console.outbound.deny.");
        }
        if (!allow.isEmpty() && !allow.include(host, unknown)) {
            throw new AddressForbiddenException("It is not among console.outbound.allow.");
        }
    }

    /** The IPv4 address that an IPv6 address stands for, else itself. */
    private static InetAddress embeddedIpv4(InetAddress ip) {
        if (!(ip instanceof Inet6Address) || !CARRIES_IPV4.matches(ip) || ip.isLoopbackAddress()) {
            return ip;
        }
        try {
            byte[] bytes = ip.getAddress();
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ranges of ports. */
    private record Ports(List<int[]> ranges) {
        static Ports of(String property, Collection<String> entries) {
            return new Ports(
                entries
                    .stream()
                    .map(entry -> range(property, entry.strip()))
                    .toList()
            );
        }

        private static int[] range(String property, String entry) {
            if (!entry.matches("\\d{1,5}(-\\d{1,5})?")) {
                throw new IllegalStateException(
                    property + ": " + entry + " is no port and no range such as 1024-65535"
                );
            }
            int dash = entry.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? entry : entry.substring(0, dash));
            return new int[] { from, dash < 0 ? from : Integer.parseInt(entry.substring(dash + 1)) };
        }

        boolean include(int port) {
            return ranges.stream().anyMatch(range -> range[0] <= port && port <= range[1]);
        }
    }
}
