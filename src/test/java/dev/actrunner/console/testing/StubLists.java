package dev.actrunner.console.testing;

import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stub forge's lists of organizations and repositories, in pages of 50 at most. Whose they are and what the token needs is
 * as in both forges' {@code routers/api/v1/api.go}; all organizations of a stub are public.
 */
final class StubLists {

    private static final Map<String, Set<String>> TOKEN_SCOPES = Map.of(
        "/api/v1/user/orgs",
        Set.of("read:user", "read:organization"),
        "/api/v1/orgs",
        Set.of("read:organization"),
        "/api/v1/admin/orgs",
        Set.of("read:admin"),
        "/api/v1/repos/search",
        Set.of("read:repository")
    );
    private static final int MAX_PAGE = 50;

    private StubLists() {}

    static boolean isList(String path) {
        return TOKEN_SCOPES.containsKey(path);
    }

    static Answer answer(
        StubForge forge,
        String path,
        List<Map.Entry<String, String>> query,
        @Nullable Account account
    ) {
        Set<String> wanted = TOKEN_SCOPES.getOrDefault(path, Set.of());
        if (account == null) {
            return Answer.message(401, "token is required");
        }
        // As a real Gitea 1.26 does, whatever its routes say.
        boolean isOpen = path.equals("/api/v1/orgs") && forge instanceof StubGitea;
        boolean isAdmins = path.equals("/api/v1/admin/orgs");
        if ((!isOpen && !wanted.stream().allMatch(account::hasScope)) || (isAdmins && !account.siteAdmin())) {
            return Answer.message(403, "token does not have at least one of required scope(s)");
        }
        if (path.equals("/api/v1/repos/search")) {
            String search = parameter(query, "q", "");
            Stream<String> rows = forge
                .repositories()
                .stream()
                .filter(each -> (search.contains("/") ? each : each.split("/", 2)[1]).contains(search))
                .map(StubLists::repository);
            return Answer.json(200, "{\"ok\":true,\"data\":[" + page(rows, query) + "]}");
        }
        Stream<String> rows = forge
            .orgs()
            .stream()
            .filter(org -> !path.equals("/api/v1/user/orgs") || forge.isMember(account, org))
            .map(org -> "{\"id\":1,\"name\":\"" + org + "\",\"username\":\"" + org + "\"}");
        return Answer.json(200, "[" + page(rows, query) + "]");
    }

    private static String repository(String fullName) {
        String[] parts = fullName.split("/", 2);
        return """
        {"full_name":"%s","name":"%s","owner":{"login":"%s"},"archived":false}""".formatted(
            fullName,
            parts[1],
            parts[0]
        );
    }

    private static String page(Stream<String> rows, List<Map.Entry<String, String>> query) {
        int limit = Math.min(MAX_PAGE, Integer.parseInt(parameter(query, "limit", "30")));
        int page = Integer.parseInt(parameter(query, "page", "1"));
        return rows
            .sorted()
            .skip((page - 1L) * limit)
            .limit(limit)
            .collect(Collectors.joining(","));
    }

    private static String parameter(List<Map.Entry<String, String>> query, String name, String absent) {
        return query
            .stream()
            .filter(each -> each.getKey().equals(name))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(absent);
    }
}
