package dev.actrunner.console.testing;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose jobs a path of a stub forge asks for. */
record StubScope(String kind, String owner, String repo) {
    private static final Pattern PATH = Pattern.compile(
        "/api/v1/(?:(admin)|orgs/([^/]+)|(user)|repos/([^/]+)/([^/]+))(/.*)"
    );
    private static final Map<String, String> TOKEN_SCOPES = Map.of(
        "admin",
        "read:admin",
        "org",
        "read:organization",
        "user",
        "read:user",
        "repo",
        "read:repository"
    );

    /** The scope of a path that ends with {@code suffix}, null for any other. */
    static @Nullable StubScope of(String path, String suffix) {
        Matcher match = PATH.matcher(path);
        if (!match.matches() || !match.group(6).equals(suffix)) {
            return null;
        }
        if (match.group(1) != null) {
            return new StubScope("admin", "", "");
        }
        if (match.group(2) != null) {
            return new StubScope("org", match.group(2), "");
        }
        return match.group(3) != null
            ? new StubScope("user", "", "")
            : new StubScope("repo", match.group(4), match.group(5));
    }

    String tokenScope() {
        return TOKEN_SCOPES.getOrDefault(kind, "");
    }

    Stream<StubForge.Job> select(Stream<StubForge.Job> jobs, StubForge.Account account) {
        return switch (kind) {
            case "org" -> jobs.filter(j -> j.owner().equalsIgnoreCase(owner));
            case "repo" -> jobs.filter(j -> j.owner().equalsIgnoreCase(owner) && j.repo().equalsIgnoreCase(repo));
            case "user" -> jobs.filter(j -> j.owner().equals(account.login()));
            default -> jobs;
        };
    }
}
