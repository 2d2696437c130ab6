package dev.actrunner.console.forge.probe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which headers that somebody wrote into a trigger are sent beside the token: those in which a forge takes one. Others
 * direct a request, as {@code Host} does, or tell proxies how to read it.
 */
public final class TriggerHeader {

    private static final Set<String> SENT = Set.of("authorization", "x-api-key");

    private TriggerHeader() {}

    /** The name of the first header that is not sent, as it is written; empty where all are. */
    public static Optional<String> withheld(List<Map.Entry<String, String>> headers) {
        return headers
            .stream()
            .map(Map.Entry::getKey)
            .filter(name -> !SENT.contains(name.toLowerCase(Locale.ROOT)))
            .findFirst();
    }
}
