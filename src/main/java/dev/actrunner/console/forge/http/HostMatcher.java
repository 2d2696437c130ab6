package dev.actrunner.console.forge.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.boot.http.client.InetAddressFilter;

/** Matches hosts against a list of addresses, ranges and names, as {@link OutboundProperties} has it. */
final class HostMatcher {

    private final InetAddressFilter addresses;
    private final List<Predicate<String>> names;
    private final boolean empty;

    private HostMatcher(InetAddressFilter addresses, List<Predicate<String>> names, boolean empty) {
        this.addresses = addresses;
        this.names = names;
        this.empty = empty;
    }

    /** @param property what is blamed where an entry is none of these */
    static HostMatcher of(String property, List<String> entries) {
        InetAddressFilter addresses = InetAddressFilter.none();
        var names = new ArrayList<Predicate<String>>();
        for (String entry : entries) {
            String place = entry.strip().toLowerCase(Locale.ROOT);
            if (place.matches("[0-9.]+(/\\d+)?|[0-9a-f:.]*:[0-9a-f:.]*(/\\d+)?")) {
                addresses = addresses.or(filter(property, place));
            } else if (place.matches("(\\*\\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
                names.add(name(place));
            } else {
                throw new IllegalStateException(
                    property + ": " + entry + " is no address, no range such as 192.0.2.0/24 and no name"
                );
            }
        }
        return new HostMatcher(addresses, List.copyOf(names), entries.isEmpty());
    }

    private static InetAddressFilter filter(String property, String place) {
        try {
            return InetAddressFilter.of(place);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(property + ": " + place + " is no address and no range", e);
        }
    }

    private static Predicate<String> name(String place) {
        if (place.startsWith("*.")) {
            String domain = place.substring(1);
            return host -> host.endsWith(domain);
        }
        return place::equals;
    }

    boolean isEmpty() {
        return empty;
    }

    boolean include(String host, InetAddress address) {
        String plain = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return addresses.matches(address) || names.stream().anyMatch(n -> n.test(plain));
    }
}
