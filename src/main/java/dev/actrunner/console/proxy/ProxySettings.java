package dev.actrunner.console.proxy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Parses {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, in upper or lower case, as Go's
 * {@code golang.org/x/net/http/httpproxy} does, and KEDA with it ({@code http.ProxyFromEnvironment}).
 *
 * @param http the proxy for {@code http} addresses, empty for none
 * @param https the proxy for {@code https} addresses, empty for none
 * @param exceptions the entries of {@code NO_PROXY}
 */
public record ProxySettings(String http, String https, List<String> exceptions) {
    /** Numbers as Go reads them in addresses; the JDK would take others too. */
    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** The settings where no variable is set. */
    public static final ProxySettings NONE = new ProxySettings("", "", List.of());

    /** Those of an environment. */
    public static ProxySettings of(Map<String, String> environment) {
        return new ProxySettings(
            variable(environment, "HTTP_PROXY"),
            variable(environment, "HTTPS_PROXY"),
            Stream.of(variable(environment, "NO_PROXY").split(",", -1))
                .map(e -> e.strip().toLowerCase(Locale.ROOT))
                .filter(e -> !e.isEmpty())
                .toList()
        );
    }

    private static String variable(Map<String, String> environment, String name) {
        String capital = environment.getOrDefault(name, "").strip();
        return capital.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip() : capital;
    }

    /**
     * The proxy for an address, without the user and password that it may be written with.
     *
     * @param port the address's own or its scheme's
     * @return empty where the address is reached directly
     */
    public Optional<Proxy> of(String scheme, String host, int port) {
        String written = scheme.equals("https") ? https : http;
        if (written.isEmpty() || isExcepted(host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""), port)) {
            return Optional.empty();
        }
        return Proxy.parse(written);
    }

    /** All proxies. */
    public List<Proxy> all() {
        return Stream.of(https, http)
            .filter(written -> !written.isEmpty())
            .flatMap(written -> Proxy.parse(written).stream())
            .distinct()
            .toList();
    }

    /** The variables that name no proxy, with which Go's programs reach nothing: {@code HTTPS_PROXY}, {@code HTTP_PROXY}. */
    public List<String> unusable() {
        return Stream.of(Map.entry("HTTPS_PROXY", https), Map.entry("HTTP_PROXY", http))
            .filter(v -> !v.getValue().isEmpty() && Proxy.parse(v.getValue()).isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    }

    /** The proxies without the users and passwords that they are written with, for people. */
    public List<String> shown() {
        return all().stream().map(Proxy::toString).toList();
    }

    @Override
    public String toString() {
        return "ProxySettings" + shown();
    }

    /**
     * A proxy.
     *
     * @param scheme {@code http}, {@code https} or {@code socks5}
     * @param credential user and password as they were written, empty for none
     */
    public record Proxy(String scheme, String host, int port, String credential) {
        private static final Map<String, Integer> PORTS = Map.of(
            "http",
            80,
            "https",
            443,
            "socks5",
            1080,
            "socks5h",
            1080
        );
        /** Names with an underscore among them, which are no host names and resolve all the same. */
        private static final Pattern AUTHORITY = Pattern.compile(
            "(?:(.*)@)?(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,5}))?"
        );

        /** As Go, an address without a scheme is one of {@code http}. */
        static Optional<Proxy> parse(String written) {
            try {
                URI uri = URI.create(written.contains("://") ? written : "http://" + written);
                String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                Matcher authority = AUTHORITY.matcher(Objects.requireNonNullElse(uri.getAuthority(), ""));
                if (!PORTS.containsKey(scheme) || !authority.matches()) {
                    return Optional.empty();
                }
                String host = Objects.requireNonNullElse(authority.group(2), authority.group(3));
                int port = authority.group(4) == null ? PORTS.get(scheme) : Integer.parseInt(authority.group(4));
                return port == 0 || port > 65_535
                    ? Optional.empty()
                    : Optional.of(new Proxy(scheme, host, port, Objects.requireNonNullElse(authority.group(1), "")));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        /** Returns its address, for people. */
        public String address() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }

        @Override
        public String toString() {
            return scheme + "://" + address();
        }
    }

    /** {@code useProxy}: this machine itself never goes through a proxy. */
    private boolean isExcepted(String host, int port) {
        InetAddress ip = literal(host);
        if (host.equals("localhost") || host.endsWith(".localhost") || (ip != null && ip.isLoopbackAddress())) {
            return true;
        }
        return exceptions.stream().anyMatch(e -> e.equals("*") || covers(e, host, ip, port));
    }

    private static boolean covers(String exception, String host, @Nullable InetAddress ip, int port) {
        if (exception.contains("/")) {
            return ip != null && inRange(exception, ip);
        }
        String entry = exception;
        int colon = entry.lastIndexOf(':');
        boolean bracketed = entry.startsWith("[");
        if (colon > 0 && (bracketed ? entry.charAt(colon - 1) == ']' : entry.indexOf(':') == colon)) {
            String wanted = entry.substring(colon + 1);
            if (!wanted.equals(Integer.toString(port))) {
                return false;
            }
            entry = entry.substring(0, colon);
        }
        InetAddress exact = literal(entry.replaceAll("[\\[\\]]", ""));
        if (exact != null) {
            return exact.equals(ip);
        }
        String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
        return domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean inRange(String range, InetAddress ip) {
        try {
            // As Go, which takes no name for a network.
            return (
                literal(range.split("/", 2)[0].replaceAll("[\\[\\]]", "")) != null &&
                InetAddressFilter.of(range).matches(ip)
            );
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** An address that is written as numbers, null for a name: nothing is resolved. */
    private static @Nullable InetAddress literal(String host) {
        if (!host.contains(":") && !DOTTED.matcher(host).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
