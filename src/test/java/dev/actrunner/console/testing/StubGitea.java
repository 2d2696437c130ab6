package dev.actrunner.console.testing;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** A Gitea: an object with {@code total_count}, GitHub's status names, no labels. */
public final class StubGitea extends StubForge {

    /** @param version such as {@code 1.27.2} */
    public StubGitea(String version) {
        this(version, 0);
    }

    /** @param port the port to listen on, 0 for a free one */
    public StubGitea(String version, int port) {
        super(version, port, null);
    }

    /** One on https. */
    public StubGitea(String version, int port, HeldCertificate certificate) {
        super(version, port, certificate);
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
    @Nullable
    StubScope scope(String path) {
        return minor() < 25 ? null : StubScope.of(path, "/actions/jobs");
    }

    @Override
    String scopeMissing(String tokenScope, Account account) {
        return "token does not have at least one of required scope(s), required=[%s], token scope=%s".formatted(
            tokenScope,
            String.join(",", account.scopes())
        );
    }

    @Override
    String orgRole() {
        return minor() >= 26 ? "member" : "owner";
    }

    @Override
    @Nullable
    Answer repositoryRefusal(StubScope scope, Account account) {
        if (!hasRepository(scope.owner(), scope.repo())) {
            return Answer.json(404, "{\"message\":\"not found\",\"url\":\"\",\"errors\":null}");
        }
        boolean owner = owns(account, scope.owner());
        if (minor() < 26) {
            return owner ? null : Answer.message(403, "user should be the owner of the repo");
        }
        return owner || !hasActionsOff(scope.owner(), scope.repo())
            ? null
            : Answer.message(403, "user should have specific read permission or be a repo admin or a site admin");
    }

    @Override
    boolean listsRunners() {
        return minor() >= 25;
    }

    @Override
    String runnerRows(List<Runner> registered, int total) {
        String rows = registered
            .stream()
            .map(r ->
                "{\"id\":1,\"name\":\"%s\",\"status\":\"%s\",\"busy\":%s,\"disabled\":false,\"ephemeral\":true,\"labels\":[%s]}".formatted(
                    r.name(),
                    r.online() ? "online" : "offline",
                    r.busy(),
                    r
                        .labels()
                        .stream()
                        .map(l -> "{\"id\":1,\"name\":\"" + l + "\",\"type\":\"custom\"}")
                        .collect(Collectors.joining(","))
                )
            )
            .collect(Collectors.joining(","));
        return "{\"runners\":[" + rows + "],\"total_count\":" + total + "}";
    }

    @Override
    Answer list(StubScope scope, List<Map.Entry<String, String>> query, Account account) {
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
        int limit = number(query, "limit", 30);
        String rows = selected.stream().limit(limit).map(this::row).collect(Collectors.joining(","));
        return Answer.json(200, "{\"jobs\":[" + rows + "],\"total_count\":" + selected.size() + "}");
    }

    private String row(Job job) {
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
        String repository = job.owner() + "/" + job.repo();
        String started = job.startedAt().isEmpty() ? "0001-01-01T00:00:00Z" : job.startedAt();
        return (
            "{\"id\":%1$d,\"url\":\"%2$s/api/v1/repos/%3$s/actions/jobs/%1$d\",\"html_url\":\"%2$s/%3$s/actions/runs/1/jobs/0\"," +
            "\"run_id\":1,\"name\":\"build\",\"labels\":[%4$s],\"status\":\"%5$s\",\"conclusion\":null," +
            "\"runner_name\":\"%6$s\",\"started_at\":\"%7$s\"}"
        ).formatted(job.id(), url(), repository, labels, status, job.runner(), started);
    }
}
