package dev.actrunner.console.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** A Forgejo: a bare array, {@code null} when empty, waiting and running jobs only, filtered by labels. */
public final class StubForgejo extends StubForge {

    private volatile boolean olderAdminPath = true;
    private volatile boolean keepsRunners;
    private final AtomicLong lastRunner = new AtomicLong();
    private final Set<Long> created = ConcurrentHashMap.newKeySet();

    /** @param version such as {@code 15.0.2} */
    public StubForgejo(String version) {
        this(version, 0);
    }

    /** @param port the port to listen on, 0 for a free one */
    public StubForgejo(String version, int port) {
        super(version, port, null);
    }

    /** One on https. */
    public StubForgejo(String version, int port, HeldCertificate certificate) {
        super(version, port, certificate);
    }

    /** Takes the deprecated path of the administrator's list away, as a later release will. */
    public StubForgejo withoutOlderAdminPath() {
        olderAdminPath = false;
        return this;
    }

    /** The runners that were created by its API and are still there, by their numbers. */
    public Set<Long> createdRunners() {
        return Set.copyOf(created);
    }

    /** Refuses to delete runners from now on, or does not. */
    public void keepRunners(boolean keeps) {
        keepsRunners = keeps;
    }

    /** Creates and deletes runners as Forgejo does from 15 on ({@code routers/api/v1/shared/runners.go}). */
    @Override
    Answer change(String method, String path, Account account) {
        boolean may = account
            .scopes()
            .stream()
            .anyMatch(scope -> scope.startsWith("write:"));
        if (!path.contains("/actions/runners") || major() < 15) {
            return Answer.noRoute();
        }
        if (!may) {
            return Answer.message(403, "token does not have at least one of required scope(s): [write:organization]");
        }
        if (method.equals("POST") && path.endsWith("/actions/runners")) {
            long id = lastRunner.incrementAndGet();
            created.add(id);
            return Answer.json(
                201,
                "{\"id\":%d,\"uuid\":\"00000000-0000-4000-8000-00000000000%d\",\"token\":\"%s\"}".formatted(
                    id,
                    id,
                    "abcdef0123".repeat(4)
                )
            );
        }
        if (!method.equals("DELETE") || keepsRunners) {
            return new Answer(500, "text/plain", "");
        }
        created.remove(Long.valueOf(path.substring(path.lastIndexOf('/') + 1)));
        return new Answer(204, "text/plain", "");
    }

    @Override
    String fullVersion() {
        return version() + "+gitea-1.22.0";
    }

    @Override
    Answer badToken(String token) {
        return Answer.message(
            401,
            major() >= 15 ? "access token does not exist [sha: " + token + "]" : "user does not exist [uid: 0, name: ]"
        );
    }

    @Override
    @Nullable
    StubScope scope(String path) {
        if (major() < 11) {
            return null;
        }
        StubScope older = StubScope.of(path, "/runners/jobs");
        if (older != null) {
            return older.kind().equals("admin") && olderAdminPath ? older : null;
        }
        StubScope scope = StubScope.of(path, "/actions/runners/jobs");
        return scope != null && scope.kind().equals("admin") && major() < 15 ? null : scope;
    }

    @Override
    String scopeMissing(String tokenScope, Account account) {
        return "token does not have at least one of required scope(s): [" + tokenScope + "]";
    }

    @Override
    String orgRole() {
        return "owner";
    }

    @Override
    @Nullable
    Answer repositoryRefusal(StubScope scope, Account account) {
        if (!ownerExists(scope.owner())) {
            return Answer.json(
                404,
                "{\"message\":\"GetUserByName\",\"url\":\"\",\"errors\":[\"user does not exist\"]}"
            );
        }
        boolean hidden = major() >= 15 && hasActionsOff(scope.owner(), scope.repo());
        if (hidden || !hasRepository(scope.owner(), scope.repo())) {
            return Answer.json(404, "{\"message\":\"The target couldn't be found.\",\"url\":\"\",\"errors\":[]}");
        }
        return owns(account, scope.owner()) ? null : Answer.message(403, "user should be the owner of the repo");
    }

    @Override
    boolean listsRunners() {
        return major() >= 15;
    }

    @Override
    String runnerRows(List<Runner> registered, int total) {
        return registered
            .stream()
            .map(r ->
                "{\"id\":1,\"uuid\":\"00000000-0000-4000-8000-000000000001\",\"name\":\"%s\",\"status\":\"%s\",\"labels\":[%s],\"ephemeral\":false,\"owner_id\":0,\"repo_id\":%d}".formatted(
                    r.name(),
                    !r.online() ? "offline" : r.busy() ? "active" : "idle",
                    r
                        .labels()
                        .stream()
                        .map(l -> "\"" + l + "\"")
                        .collect(Collectors.joining(",")),
                    r.repository()
                )
            )
            .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    Answer list(StubScope scope, List<Map.Entry<String, String>> query, Account account) {
        String labels = query
            .stream()
            .filter(p -> p.getKey().equals("labels"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
        String rows = scope
            .select(allJobs(), account)
            .filter(j -> j.state() != State.BLOCKED)
            .filter(j -> matches(j, labels))
            .map(this::row)
            .collect(Collectors.joining(","));
        return Answer.json(200, rows.isEmpty() ? "null" : "[" + rows + "]");
    }

    private boolean matches(Job job, @Nullable String labels) {
        if (labels == null) {
            return major() >= 14;
        }
        return !job.runsOn().isEmpty() && Set.copyOf(Arrays.asList(labels.split(","))).containsAll(job.runsOn());
    }

    private String row(Job job) {
        String labels = job
            .runsOn()
            .stream()
            .map(l -> "\"" + l + "\"")
            .collect(Collectors.joining(","));
        boolean running = job.state() == State.RUNNING;
        String more =
            major() >= 15 ? ",\"attempt\":1,\"handle\":\"00000000-0000-4000-8000-%012d\"".formatted(job.id()) : "";
        return "{\"id\":%d,\"repo_id\":1,\"owner_id\":1,\"name\":\"build\",\"needs\":null,\"runs_on\":[%s],\"task_id\":%d,\"status\":\"%s\"%s}".formatted(
            job.id(),
            labels,
            running ? 7 : 0,
            running ? "running" : "waiting",
            more
        );
    }
}
