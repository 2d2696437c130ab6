package dev.actrunner.console.forge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A forge's base URL: scheme, host, port unless it is the scheme's default, and sub-path, without a trailing slash. The
 * console and KEDA add what follows, such as {@code /api/v1}.
 */
public record ForgeUrl(String value) {
    /** What was parsed, for all that is asked of the same few forges again and again. */
    private static final LoadingCache<String, HttpUrl> PARSED = Caffeine.newBuilder()
        .maximumSize(1000)
        .build(HttpUrl::get);

    private static final int MAX_LENGTH = 2048;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~%/-]*");
    private static final Pattern ODD_IPV4 = Pattern.compile("(0x[0-9a-f]*|\\d+)(\\.(0x[0-9a-f]*|\\d+))*\\.?");
    private static final Pattern IPV4 = Pattern.compile(
        "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}"
    );
    private static final String EXAMPLE = "https://git.example.com";

    /** Path segments that only pages inside a repository have, after its owner and name. */
    private static final Set<String> REPOSITORY_PAGES = Set.of(
        "actions",
        "src",
        "issues",
        "pulls",
        "settings",
        "wiki",
        "releases",
        "commits",
        "branches",
        "projects",
        "packages"
    );

    /** First path segments of a forge's own pages, none of which can be a sub-path's name and a page's at once. */
    private static final Set<String> FORGE_PAGES = Set.of("-", "user", "org", "explore", "admin", "repo");

    /**
     * @param value an address as a person typed it
     * @throws IllegalArgumentException when {@link #problemWith} finds one, with its text
     */
    public ForgeUrl(String value) {
        String problem = problemWith(value);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        this.value = withoutTrailingSlash(HttpUrl.get(value).toString());
    }

    /**
     * Describes what is wrong with a forge's URL.
     *
     * @return reason and remediation, or null when the address can be probed
     */
    public static @Nullable String problemWith(String text) {
        if (text.isBlank()) {
            return "is empty: enter the forge URL, such as " + EXAMPLE;
        }
        if (!text.equals(text.strip())) {
            return "has spaces or a newline around it: remove them";
        }
        if (text.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\')) {
            return "contains a space, a backslash or a control character: enter a URL such as " + EXAMPLE;
        }
        if (!text.regionMatches(true, 0, "https://", 0, 8) && !text.regionMatches(true, 0, "http://", 0, 7)) {
            return "does not begin with http:// or https://: enter a URL such as " + EXAMPLE;
        }
        HttpUrl url = HttpUrl.parse(text);
        // OkHttp takes some hosts, such as a&ä.example, that it does not take again once they are in their ASCII form.
        if (url == null || HttpUrl.parse(url.toString()) == null) {
            return "is not a URL: enter one such as " + EXAMPLE;
        }
        if (isOddIpv4(url.host())) {
            return "writes an IP address in an unusual form, which programs read differently: write it as 192.0.2.1";
        }
        return problemWithParts(url);
    }

    /**
     * Whether a host is all digits and yet no IPv4 address as everybody writes it. Java reads {@code 0177.0.0.1} as
     * 177.0.0.1, C as 127.0.0.1, and Go, in which KEDA is written, as a name (RFC 6943, section 3.1.1).
     */
    private static boolean isOddIpv4(String host) {
        return ODD_IPV4.matcher(host).matches() && !IPV4.matcher(host).matches();
    }

    private static @Nullable String problemWithParts(HttpUrl url) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            return "contains a user name or password: remove it, and enter the token in its own field";
        }
        if (url.query() != null || url.fragment() != null) {
            return "contains ? or #: enter the forge's base URL, such as " + EXAMPLE;
        }
        List<String> segments = url
            .pathSegments()
            .stream()
            .filter(s -> !s.isEmpty())
            .toList();
        if (!PATH.matcher(url.encodedPath()).matches()) {
            return "has an invalid character in its path: enter a URL such as " + EXAMPLE + "/git";
        }
        int api = segments.indexOf("api");
        if (api >= 0 && (api == segments.size() - 1 || isApiVersion(segments.get(api + 1)))) {
            return "contains /api, which the console adds: enter " + base(url, segments.subList(0, api));
        }
        int page = firstSegmentOfPage(segments);
        if (page >= 0) {
            return "is a page of the forge, not its base URL: enter " + base(url, segments.subList(0, page));
        }
        return null;
    }

    private static boolean isApiVersion(String segment) {
        return segment.matches("v\\d+|forgejo|actions|swagger|healthz");
    }

    /**
     * Returns where in the path a page begins (a repository's owner, or a page of the forge), -1 when nothing looks like one.
     */
    private static int firstSegmentOfPage(List<String> segments) {
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i == segments.size() - 1;
            if (FORGE_PAGES.contains(segments.get(i)) && !last) {
                return i;
            }
            boolean insideRepository = i >= 2 && REPOSITORY_PAGES.contains(segments.get(i));
            if (insideRepository) {
                return i - 2;
            }
            if (last && i >= 1 && segments.get(i).endsWith(".git")) {
                return i - 1;
            }
        }
        return -1;
    }

    private static String base(HttpUrl url, List<String> segments) {
        return withoutTrailingSlash(
            url
                .newBuilder()
                .encodedPath("/" + String.join("/", segments))
                .build()
                .toString()
        );
    }

    private static String withoutTrailingSlash(String text) {
        return text.replaceAll("/+$", "");
    }

    /**
     * Whether an address is this forge's: of the same scheme, host and port, and below its sub-path. An encoded slash or
     * backslash is in nothing that a forge or KEDA asks for, and a proxy may read it as a way out of the sub-path.
     */
    public boolean contains(HttpUrl url) {
        HttpUrl base = PARSED.get(value + "/");
        String path = url.encodedPath().toLowerCase(Locale.ROOT);
        return (
            url.scheme().equals(base.scheme()) &&
            url.host().equals(base.host()) &&
            url.port() == base.port() &&
            url.encodedPath().startsWith(base.encodedPath()) &&
            !path.contains("%2f") &&
            !path.contains("%5c")
        );
    }

    /** The base address, parsed; its path ends with a slash only where there is no sub-path. */
    public HttpUrl url() {
        return PARSED.get(value);
    }

    /** @param path what follows, from its slash on, such as {@code /api/v1/version?limit=1} */
    public HttpUrl resolve(String path) {
        // Not resolved as a link: one that begins with // would lead to another host.
        HttpUrl base = PARSED.get(value + "/");
        String[] parts = path.split("\\?", 2);
        HttpUrl.Builder url = base.newBuilder().encodedPath(base.encodedPath() + parts[0].substring(1));
        return parts.length == 1 ? url.build() : url.encodedQuery(parts[1]).build();
    }

    /** The host alone, an IPv6 address without brackets. */
    public String host() {
        return url().host();
    }

    /** The host, and the port where it is not the scheme's own, as people name a forge: {@code git.example.com}. */
    public String authority() {
        HttpUrl url = url();
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
    }

    /** Scheme, host and port: what must stay the same for a stored token to be sent again. */
    public String origin() {
        HttpUrl url = url();
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }

    /**
     * Returns where else on the same host the forge may be, each with a slash at its end: above the path that was typed, or
     * under the sub-paths that installation guides use.
     */
    public List<HttpUrl> otherBases() {
        HttpUrl url = PARSED.get(value + "/");
        if (depth() == 0) {
            return Stream.of("git/", "gitea/", "forgejo/").map(url::resolve).toList();
        }
        return Stream.iterate(url.resolve("../"), u -> u.resolve("../"))
            .limit(Math.min(depth(), 3))
            .toList();
    }

    /** The number of segments of the sub-path that the forge lives under, 0 for none. */
    public int depth() {
        return (int) PARSED.get(value)
            .pathSegments()
            .stream()
            .filter(s -> !s.isEmpty())
            .count();
    }

    public boolean isHttps() {
        return url().isHttps();
    }

    @Override
    public String toString() {
        return value;
    }
}
