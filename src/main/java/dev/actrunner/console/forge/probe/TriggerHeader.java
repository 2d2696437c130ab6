package dev.actrunner.console.forge.probe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Decides which headers that somebody wrote into a trigger are sent beside the token: those in which a forge takes one. Others
 * direct a request, as {@code Host} does, or tell proxies how to read it.
 */
public final class TriggerHeader {

    private static final Set<String> SENT = Set.of("authorization", "x-api-key");

    private TriggerHeader() {}

    /** Whether a header is sent, by its name in any case. */
    public static boolean isSent(String name) {
        return SENT.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean areSent(List<Map.Entry<String, String>> headers) {
        return headers.stream().map(Map.Entry::getKey).allMatch(TriggerHeader::isSent);
    }
}
