package dev.actrunner.console.forge.probe;

import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import dev.actrunner.console.forge.jobs.JobRow;
import dev.actrunner.console.forge.json.ForgeJson;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The runners that are registered with a scope, as Gitea lists them from 1.25 on
 * ({@code {"runners":[{name,status,busy,disabled,labels:[{name}]}]}}) and Forgejo from 15 on
 * ({@code [{name,status: offline|idle|active,labels:[…],owner_id,repo_id}]}).
 *
 * @param status the forge's answer, 0 where it was not asked or cannot be read
 * @param items at most 500; none where the release has no such list, or the token may not read it
 * @param complete whether these are all that could take a job: an administrator's list, all of it
 */
record RegisteredRunners(int status, List<RegisteredRunner> items, boolean complete) {
    private static final int PAGE = 50;
    private static final int MAX_PAGES = 10;
    private static final int MAX = PAGE * MAX_PAGES;
    private static final long MAX_BODY = 1 << 20;

    static RegisteredRunners ask(ForgeSession session, ProbeTarget target, ForgeIdentity identity)
        throws ProbeFailedException {
        return identity.platform() == Platform.FORGEJO && !identity.version().atLeast(15)
            ? none(0)
            : ask(session, target);
    }

    /** Asks whatever the release is; one without such a list answers 404. */
    static RegisteredRunners ask(ForgeSession session, ProbeTarget target) throws ProbeFailedException {
        var runners = new ArrayList<RegisteredRunner>();
        List<RegisteredRunner> before = List.of();
        boolean isEnd = false;
        for (int page = 1; page <= MAX_PAGES && runners.size() < MAX && !isEnd; page++) {
            String query = "/actions/runners?limit=" + PAGE + (page == 1 ? "" : "&page=" + page);
            HttpUrl url = target.forge().resolve("/api/v1" + JobsEndpoint.owner(target.scope(), "/admin") + query);
            try (Response response = session.get(url, "token")) {
                if (response.code() != 200) {
                    return none(response.code());
                }
                JsonNode read = ForgeJson.read(response, MAX_BODY);
                JsonNode rows = read.isArray() ? read : read.path("runners");
                List<RegisteredRunner> found = rows.valueStream().map(RegisteredRunners::runner).toList();
                // A forge that has no pages says the same again.
                isEnd = found.equals(before);
                before = found;
                if (!isEnd) {
                    runners.addAll(found);
                    // How many a page has at most is the forge's to say, if it counts them.
                    isEnd = read.has("total_count")
                        ? read.path("total_count").asInt() <= runners.size()
                        : found.size() < PAGE;
                }
            } catch (JacksonException _) {
                return none(0);
            }
        }
        List<RegisteredRunner> items = runners.stream().limit(MAX).toList();
        boolean isComplete = target.scope() instanceof JobScope.Admin && isEnd && items.size() == runners.size();
        return new RegisteredRunners(200, items, isComplete);
    }

    private static RegisteredRunners none(int status) {
        return new RegisteredRunners(status, List.of(), false);
    }

    private static RegisteredRunner runner(JsonNode row) {
        List<String> labels = row
            .path("labels")
            .valueStream()
            .map(l -> l.isString() ? l.asString() : l.path("name").asString(""))
            .map(l -> l.split(":", 2)[0])
            .filter(l -> RunnerLabels.problemWith(l) == null)
            .toList();
        String version = Redactor.shown(row.path("version").asString(""), 50);
        return new RegisteredRunner(
            row.path("id").asLong(0),
            Redactor.shown(row.path("name").asString(""), 255),
            status(row),
            labels,
            version.isEmpty() ? null : version,
            row.path("ephemeral").asBoolean(false),
            scope(row)
        );
    }

    /** Forgejo tells it with two numbers, of which one at most is not 0 ({@code modules/structs/runner.go}). */
    private static RegisteredRunner.@Nullable Scope scope(JsonNode row) {
        if (!row.has("owner_id") || !row.has("repo_id")) {
            return null;
        }
        if (row.path("repo_id").asLong(0) > 0) {
            return RegisteredRunner.Scope.REPOSITORY;
        }
        return row.path("owner_id").asLong(0) > 0 ? RegisteredRunner.Scope.OWNER : RegisteredRunner.Scope.INSTANCE;
    }

    private static RegisteredRunner.Status status(JsonNode row) {
        if (row.path("disabled").asBoolean(false)) {
            return RegisteredRunner.Status.DISABLED;
        }
        return switch (row.path("status").asString("")) {
            case "active" -> row.path("busy").asBoolean(true)
                ? RegisteredRunner.Status.BUSY
                : RegisteredRunner.Status.IDLE;
            case "idle", "online" -> row.path("busy").asBoolean(false)
                ? RegisteredRunner.Status.BUSY
                : RegisteredRunner.Status.IDLE;
            default -> RegisteredRunner.Status.OFFLINE;
        };
    }

    /** Whether one of them that has nothing to do offers all that a job asks for. */
    boolean hasIdleFor(JobRow job, Platform platform) {
        var demand = new LabelDemand(job.labels(), 1);
        return items.stream().anyMatch(r -> r.isIdle() && demand.isMetBy(r.labels(), platform));
    }

    /** Whether any of them, online or not, offers all that is asked for. */
    boolean isOffered(LabelDemand demand, Platform platform) {
        return items.stream().anyMatch(r -> demand.isMetBy(r.labels(), platform));
    }

    /** Whether all that could take a job take only those of an owner or of a repository. */
    boolean isIdleForSomeAlone(JobRow job, Platform platform) {
        var demand = new LabelDemand(job.labels(), 1);
        return items
            .stream()
            .filter(r -> r.isIdle() && demand.isMetBy(r.labels(), platform))
            .allMatch(RegisteredRunner::isConfined);
    }

    /** Whether a runner of that name speaks to the forge. */
    boolean hasOnline(String name) {
        return items.stream().anyMatch(r -> r.isOnline() && r.name().equals(name));
    }
}
