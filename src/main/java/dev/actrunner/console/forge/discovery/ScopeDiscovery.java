package dev.actrunner.console.forge.discovery;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.NetworkFailure;
import dev.actrunner.console.forge.identity.ErrorResponseClassifier;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import dev.actrunner.console.forge.json.ForgeJson;
import dev.actrunner.console.forge.probe.ForgeProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Finds the organizations and repositories that a token sees: what connections can be set up for. */
@Component
public class ScopeDiscovery {

    /** How many are listed at most. */
    public static final int MAX = 500;

    private static final int PAGE = 50;
    /** Of one list, so that a search ends. */
    private static final int MAX_PAGES = 40;
    private static final int MAX_BODY = 4 << 20;

    /**
     * The lists of organizations of both forges: those of the token's user ({@code read:user} and {@code read:organization}),
     * those that are visible ({@code read:organization}, which Gitea 1.26 does not ask for; for a site administrator all), and all
     * ({@code read:admin}, for a site administrator). Source: {@code routers/api/v1/api.go}.
     */
    private static final List<String> ORGANIZATIONS = List.of("/user/orgs", "/orgs", "/admin/orgs");

    /** The repositories that are visible ({@code read:repository}). */
    private static final List<String> REPOSITORIES = List.of("/repos/search");

    private final ForgeProbe forges;

    public ScopeDiscovery(ForgeProbe forges) {
        this.forges = forges;
    }

    /** What can be listed. */
    public enum Kind {
        ORG,
        REPO;

        /** Returns how requests and {@link JobScope#kind} name it: {@code org}, {@code repo}. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Lists what a token sees.
     *
     * @param target the forge and the token; its scope and labels do not matter
     * @param search what the names contain, in any case; empty for all. Of a repository it is its own name, or owner/name.
     * @throws ProbeFailedException where the forge does not tell
     */
    public DiscoveredScopes discover(ProbeTarget target, Kind kind, String search) throws ProbeFailedException {
        Map<String, JobScope> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        boolean isListed = false;
        boolean hasMore = false;
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        try (ForgeSession session = forges.session(target)) {
            requireForge(session, target);
            for (String list : kind == Kind.ORG ? ORGANIZATIONS : REPOSITORIES) {
                Answer answer = read(session, target, list, kind, wanted);
                isListed |= answer.isListed();
                hasMore |= answer.hasMore();
                answer.scopes().forEach(scope -> found.putIfAbsent(scope.subject(), scope));
            }
        }
        if (!isListed) {
            throw refused(target, kind);
        }
        List<JobScope> scopes = List.copyOf(found.values());
        return new DiscoveredScopes(scopes.subList(0, Math.min(MAX, scopes.size())), hasMore || scopes.size() > MAX);
    }

    /** Names are read of a forge alone, and not of any JSON that the console reaches. */
    private static void requireForge(ForgeSession session, ProbeTarget target) throws ProbeFailedException {
        try {
            ForgeIdentity.ask(
                session,
                target.forge(),
                new ErrorResponseClassifier(session, target.forge(), target.scope())
            );
        } catch (IOException e) {
            throw NetworkFailure.of(e, target.forge().url());
        }
    }

    /** One list's answer. */
    private record Answer(boolean isListed, List<JobScope> scopes, boolean hasMore) {
        private static final Answer NONE = new Answer(false, List.of(), false);
    }

    /** @param wanted what the names contain, in lower case: of organizations, the forge searches for nothing */
    private static Answer read(ForgeSession session, ProbeTarget target, String list, Kind kind, String wanted)
        throws ProbeFailedException {
        var scopes = new ArrayList<JobScope>();
        List<JobScope> before = List.of();
        for (int page = 1; page <= MAX_PAGES && scopes.size() < MAX; page++) {
            HttpUrl.Builder url = target
                .forge()
                .resolve("/api/v1" + list)
                .newBuilder()
                .addQueryParameter("limit", String.valueOf(PAGE))
                .addQueryParameter("page", String.valueOf(page));
            if (kind == Kind.REPO) {
                // Both forges search in a repository's own name, and in its owner's where there is a slash.
                url.addQueryParameter("archived", "false").addQueryParameter("q", wanted);
            }
            JsonNode rows = rows(session, target, url.build());
            if (rows == null) {
                return page == 1 ? Answer.NONE : new Answer(true, scopes, false);
            }
            List<JobScope> listed = rows
                .valueStream()
                .map(row -> kind == Kind.ORG ? organization(row) : repository(row))
                .flatMap(Optional::stream)
                .toList();
            // A forge that has no pages says the same again; one that has fewer to a page ends with an empty one.
            if (rows.isEmpty() || (!listed.isEmpty() && listed.equals(before))) {
                return new Answer(true, scopes, false);
            }
            before = listed;
            listed
                .stream()
                .filter(scope -> scope.subject().toLowerCase(Locale.ROOT).contains(wanted))
                .forEach(scopes::add);
        }
        return new Answer(true, scopes, true);
    }

    /** Returns a page's rows; null where the token may not read the list, or the forge has none. */
    private static @Nullable JsonNode rows(ForgeSession session, ProbeTarget target, HttpUrl url)
        throws ProbeFailedException {
        try (Response response = session.get(url, "token")) {
            if (response.code() == 401) {
                throw new ProbeFailedException(
                    Finding.TOKEN_UNKNOWN,
                    "The forge does not accept the token (401).",
                    "Create a new API token at " + target.forge() + "/user/settings/applications, and enter it."
                );
            }
            if (response.code() == 403 || response.code() == 404) {
                return null;
            }
            if (response.code() == 429) {
                throw new ProbeFailedException(
                    Finding.HTTP_RATE_LIMITED,
                    "The forge, or a proxy in front of it, asks to be called less often (429).",
                    "Wait for a minute, then try again."
                );
            }
            if (response.code() != 200) {
                throw ErrorResponseClassifier.serverError(response);
            }
            JsonNode read = ForgeJson.read(response, MAX_BODY);
            JsonNode rows = read.isArray() ? read : read.path("data");
            if (rows.isArray()) {
                return rows;
            }
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException broken) {
                throw NetworkFailure.of(broken, url);
            }
            // As what is no list.
        }
        throw new ProbeFailedException(
            Finding.API_OTHER,
            "The list at " + url.encodedPath() + " cannot be read.",
            "Enter the forge's own address; if this is it, let /api/v1 pass what stands in front of it."
        );
    }

    private static ProbeFailedException refused(ProbeTarget target, Kind kind) {
        String scope = kind == Kind.ORG ? "read:organization" : "read:repository";
        String what = kind == Kind.ORG ? "organizations" : "repositories";
        return new ProbeFailedException(
            Finding.PERMISSION_SCOPE,
            "The token may not list " + what + ".",
            "Create a token with " + scope + " at " + target.forge() + "/user/settings/applications, and enter it."
        );
    }

    /** Older releases call it {@code username}. A name that no URL can carry is left out. */
    private static Optional<JobScope> organization(JsonNode row) {
        String name = row.path("name").asString(row.path("username").asString(""));
        return JobScope.problemWithOrg(name) == null ? Optional.of(new JobScope.Org(name)) : Optional.empty();
    }

    /** An archived repository starts no jobs. */
    private static Optional<JobScope> repository(JsonNode row) {
        String owner = row.path("owner").path("login").asString("");
        String name = row.path("name").asString("");
        boolean isFit =
            JobScope.problemWithOwner(owner) == null &&
            JobScope.problemWithRepo(name) == null &&
            !row.path("archived").asBoolean(false);
        return isFit ? Optional.of(new JobScope.Repo(owner, name)) : Optional.empty();
    }
}
