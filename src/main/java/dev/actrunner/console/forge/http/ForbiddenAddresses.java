package dev.actrunner.console.forge.http;

import java.net.InetSocketAddress;

/** Addresses that no probe may reach besides those that {@link OutboundProperties} name: the API server's own. */
@FunctionalInterface
public interface ForbiddenAddresses {
    /** Whether it is one of them; the address is resolved. */
    boolean include(InetSocketAddress address);
}
