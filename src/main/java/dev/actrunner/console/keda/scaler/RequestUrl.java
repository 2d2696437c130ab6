package dev.actrunner.console.keda.scaler;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Computes what Go's {@code net/url} and {@code net/http} make of a URL, in KEDA and in the forge: the query is sent as it
 * is written, over HTTP/1.1.
 */
public final class RequestUrl {

    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private RequestUrl() {}

    /** Why such a request comes to nothing, as a clause; empty where it is sent and understood. */
    public static Optional<String> problemWith(String url) {
        if (url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.of("a control character in the address, with which KEDA sends nothing");
        }
        return query(url).contains(" ")
            ? Optional.of("a space in the query, which KEDA sends as it is and the forge answers with 400")
            : Optional.empty();
    }

    /**
     * The address as the forge understands it: parts of the query with a malformed escape or a semicolon are dropped
     * ({@code url.ParseQuery}).
     */
    public static String understood(String url) {
        String query = query(url);
        if (!MALFORMED.matcher(query).find() && query.indexOf(';') < 0) {
            return url;
        }
        var kept = new ArrayList<String>();
        for (String part : query.split("&", -1)) {
            if (!MALFORMED.matcher(part).find() && part.indexOf(';') < 0) {
                kept.add(part);
            }
        }
        return url.substring(0, url.indexOf('?') + 1) + String.join("&", kept);
    }

    private static String query(String url) {
        String withoutFragment = url.split("#", 2)[0];
        int mark = withoutFragment.indexOf('?');
        return mark < 0 ? "" : withoutFragment.substring(mark + 1);
    }
}
