package dev.actrunner.console.testing;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Gitea: an object with {@code total_count}, GitHub's status names, no labels. */
public final class StubGitea extends StubForge {

    /** @param version such as {@code 1.27.2} */
    public StubGitea(String version) {
        this(version, 0);
    }

    /** @param port the port to listen on, 0 for a free one */
    public StubGitea(String version, int port) {
        super(version, port);
    }

    @Override
    String fullVersion() {
        return version();
    }

    @Override
    Answer badToken(String token) {
        return Answer.message(
            401,
            minor() >= 26 ? "invalid username, password or token" : "user does not exist [uid: 0, name: ]"
        );
    }

    @Override
    Answer jobs(String path, List<Map.Entry<String, String>> query, @Nullable Account account) {
        StubScope scope = StubScope.of(path, "/actions/jobs");
        if (scope == null || minor() < 25) {
            return Answer.noRoute();
        }
        if (account == null) {
            return Answer.message(401, "token is required");
        }
        if (!account.hasScope(scope.tokenScope())) {
            return Answer.message(
                403,
                "token does not have at least one of required scope(s), required=[%s], token scope=%s".formatted(
                    scope.tokenScope(),
                    String.join(",", account.scopes())
                )
            );
        }
        Answer refusal = refusal(scope, account);
        return refusal != null ? refusal : list(scope, query, account);
    }

    private @Nullable Answer refusal(StubScope scope, Account account) {
        return switch (scope.kind()) {
            case "admin" -> account.siteAdmin() ? null : Answer.message(403, "user should be the site admin");
            case "org" -> {
                if (!hasOrg(scope.owner())) {
                    yield Answer.json(
                        404,
                        "{\"message\":\"GetOrgByName\",\"url\":\"\",\"errors\":[\"org does not exist\"]}"
                    );
                }
                yield owns(account, scope.owner())
                    ? null
                    : Answer.message(403, "Must be an organization " + (minor() >= 26 ? "member" : "owner"));
            }
            case "repo" -> hasRepository(scope.owner(), scope.repo())
                ? null
                : Answer.json(404, "{\"message\":\"not found\",\"url\":\"\",\"errors\":null}");
            default -> null;
        };
    }

    private Answer list(StubScope scope, List<Map.Entry<String, String>> query, Account account) {
        Set<State> states = EnumSet.noneOf(State.class);
        for (var parameter : query) {
            if (parameter.getKey().equals("status")) {
                switch (parameter.getValue()) {
                    case "queued" -> states.add(State.WAITING);
                    case "in_progress" -> states.add(State.RUNNING);
                    case "waiting", "pending", "requested", "action_required" -> states.add(State.BLOCKED);
                    case "completed", "success", "failure", "cancelled", "skipped" -> {
                    }
                    default -> {
                        return Answer.message(400, "Invalid status " + parameter.getValue());
                    }
                }
            }
        }
        List<Job> selected = scope
            .select(allJobs(), account)
            .filter(j -> states.isEmpty() || states.contains(j.state()))
            .toList();
        int limit = query
            .stream()
            .filter(p -> p.getKey().equals("limit"))
            .mapToInt(p -> Integer.parseInt(p.getValue()))
            .filter(n -> n > 0)
            .findFirst()
            .orElse(30);
        String rows = selected.stream().limit(limit).map(StubGitea::row).collect(Collectors.joining(","));
        return Answer.json(200, "{\"jobs\":[" + rows + "],\"total_count\":" + selected.size() + "}");
    }

    private static String row(Job job) {
        String status = switch (job.state()) {
            case WAITING -> "queued";
            case RUNNING -> "in_progress";
            case BLOCKED -> "waiting";
        };
        String labels = job
            .runsOn()
            .stream()
            .map(l -> "\"" + l + "\"")
            .collect(Collectors.joining(","));
        return "{\"id\":1,\"run_id\":1,\"name\":\"build\",\"labels\":[%s],\"status\":\"%s\",\"conclusion\":null}".formatted(
            labels,
            status
        );
    }
}
