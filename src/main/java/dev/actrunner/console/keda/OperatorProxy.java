package dev.actrunner.console.keda;

import java.util.List;
import java.util.Locale;

/**
 * The HTTP proxy that KEDA's operator is told to use.
 *
 * @param address {@code HTTPS_PROXY} or {@code HTTP_PROXY}
 * @param exceptions {@code NO_PROXY}
 */
public record OperatorProxy(String address, List<String> exceptions) {
    /**
     * Whether a host is reached through it. This machine itself never is; an exception names a host and all below it, or everything with {@code *}
     * (Go's {@code golang.org/x/net/http/httpproxy}); its address ranges are taken as not naming a host.
     */
    public boolean takes(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.startsWith("127.")) {
            return false;
        }
        return exceptions
            .stream()
            .map(e -> e.toLowerCase(Locale.ROOT))
            .noneMatch(e -> e.equals("*") || covers(e, name));
    }

    private static boolean covers(String exception, String host) {
        String domain = exception.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "");
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
