package dev.actrunner.console.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/**
 * A forge with the paths, bodies, statuses and messages of one platform and release, as far as KEDA and the console see
 * it. It holds organizations, repositories, jobs and tokens that a test gives it.
 */
public abstract sealed class StubForge implements AutoCloseable permits StubForgejo, StubGitea {

    /** A job's state, in the forge's own terms. */
    public enum State {
        WAITING,
        RUNNING,
        BLOCKED,
    }

    /**
     * A job of a repository, with the labels it wants a runner to have.
     *
     * @param id the forge's number of it
     * @param startedAt when a runner took it, in RFC 3339; empty while none has
     * @param runner the runner that took it, empty while none has
     */
    public record Job(
        String owner,
        String repo,
        Set<String> runsOn,
        State state,
        long id,
        String startedAt,
        String runner
    ) {
        private static final AtomicLong LAST = new AtomicLong();

        /** A job with a number of its own. */
        public Job(String owner, String repo, Set<String> runsOn, State state) {
            this(owner, repo, runsOn, state, LAST.incrementAndGet(), "", "");
        }

        /** The same on a runner since some time. */
        public Job on(String otherRunner, String since) {
            return new Job(owner, repo, runsOn, State.RUNNING, id, since, otherRunner);
        }
    }

    /**
     * A registered runner.
     *
     * @param busy whether it has a job
     * @param repository the number of the repository that it is registered with, 0 for one of the whole forge
     */
    public record Runner(String name, boolean online, boolean busy, Set<String> labels, long repository) {
        public Runner(String name, boolean online, boolean busy, Set<String> labels) {
            this(name, online, busy, labels, 0);
        }
    }

    /**
     * Whose token it is, and what it may.
     *
     * @param login the user
     * @param siteAdmin whether the user administers the site
     * @param scopes the token's scopes, such as {@code read:admin}
     */
    public record Account(String login, boolean siteAdmin, Set<String> scopes) {
        boolean hasScope(String scope) {
            return (
                scopes.contains(scope) || scopes.contains("all") || scopes.contains(scope.replace("read:", "write:"))
            );
        }
    }

    /** An answer. */
    record Answer(int status, String contentType, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json;charset=utf-8", body);
        }

        static Answer message(int status, String message) {
            return json(status, "{\"message\":\"%s\",\"url\":\"http://stub/api/swagger\"}".formatted(message));
        }

        /** What the router of both forges says where it has no route. */
        static Answer noRoute() {
            return new Answer(404, "text/plain; charset=utf-8", "404 page not found\n");
        }
    }

    private final HttpServer server;
    private final boolean secure;
    private final String version;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    /** As both forges, which find accounts by their names in any case. */
    private final Map<String, Set<String>> ownersByOrg = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private final Set<String> repositories = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutActions = ConcurrentHashMap.newKeySet();
    private final List<Job> jobs = new CopyOnWriteArrayList<>();
    private final List<Runner> runners = new CopyOnWriteArrayList<>();
    private volatile boolean signInRequired;
    /** Many thousands in a benchmark, which no request may copy. */
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean actionsOff;
    private volatile int away;
    private volatile String retryAfter = "";
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** @param certificate for https, null for http */
    StubForge(String version, int port, @Nullable HeldCertificate certificate) {
        this.version = version;
        this.secure = certificate != null;
        server = LoopbackServer.start(port, certificate, this::serve);
    }

    /** The base address. */
    public String url() {
        return (secure ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes a token known. */
    public StubForge token(String token, Account account) {
        accounts.put(token, account);
        return this;
    }

    /** Forgets a token, as a forge does when it is deleted there. */
    public void revoke(String token) {
        accounts.remove(token);
    }

    /** Makes an organization, with its owners. */
    public StubForge org(String org, String... owners) {
        ownersByOrg.put(org, Set.of(owners));
        return this;
    }

    /** Makes a user a member of an organization. */
    public StubForge member(String org, String login) {
        members.add(org + "/" + login);
        return this;
    }

    /** Disables Actions on the whole instance, which takes the runners' API away and nothing else. */
    public StubForge withoutActions() {
        actionsOff = true;
        return this;
    }

    /** Adds jobs, making their repositories. */
    public StubForge jobs(Job... more) {
        Stream.of(more).forEach(job -> repositories.add(job.owner() + "/" + job.repo()));
        jobs.addAll(List.of(more));
        return this;
    }

    /** Makes a repository. */
    public StubForge repository(String repository) {
        repositories.add(repository);
        return this;
    }

    /** Registers runners with the whole instance. */
    public StubForge runners(Runner... more) {
        runners.addAll(List.of(more));
        return this;
    }

    /** Answers nobody without a token, as {@code REQUIRE_SIGNIN_VIEW} does. */
    public StubForge signInRequired() {
        signInRequired = true;
        return this;
    }

    /** Turns a repository's Actions off, which leaves its waiting jobs where they are. */
    public void turnActionsOff(String repository) {
        withoutActions.add(repository);
    }

    /** Turns the instance's Actions on again. */
    public void turnActionsOn() {
        actionsOff = false;
    }

    /** Makes a repository whose Actions are disabled, so that it has no list of jobs. */
    public StubForge repositoryWithoutActions(String repository) {
        repositories.add(repository);
        withoutActions.add(repository);
        return this;
    }

    /** Lets time pass: what runs ends, what waits is taken by a runner, and something new waits. */
    public void step(Job next) {
        jobs.stream()
            .filter(j -> j.state() == State.RUNNING)
            .findFirst()
            .ifPresent(jobs::remove);
        jobs.stream()
            .filter(j -> j.state() == State.WAITING)
            .findFirst()
            .ifPresent(j -> {
                jobs.remove(j);
                jobs.add(j.on("demo-runner", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
            });
        jobs(next);
    }

    /** How many jobs wait or run. */
    public long pending() {
        return jobs
            .stream()
            .filter(j -> j.state() != State.BLOCKED)
            .count();
    }

    /** Empties the queue. */
    public void clearJobs() {
        jobs.clear();
    }

    /** Answers every request with this status and {@code Retry-After}, which may be empty, until {@link #back}. */
    public void away(int status, String retryAfter) {
        this.retryAfter = retryAfter;
        away = status;
    }

    /** Answers as before {@link #away}. */
    public void back() {
        away = 0;
    }

    /** Lets no list of jobs be answered until {@link #release}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Answers what was held. */
    public void release() {
        held.countDown();
    }

    /** The requests so far, such as {@code GET /api/v1/version}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    String version() {
        return version;
    }

    int major() {
        return Integer.parseInt(version.split("\\.", -1)[0]);
    }

    int minor() {
        return Integer.parseInt(version.split("\\.", -1)[1]);
    }

    Set<String> orgs() {
        return ownersByOrg.keySet();
    }

    Set<String> repositories() {
        return repositories;
    }

    boolean hasOrg(String org) {
        return ownersByOrg.containsKey(org);
    }

    boolean owns(Account account, String owner) {
        return (
            account.siteAdmin() ||
            account.login().equals(owner) ||
            ownersByOrg.getOrDefault(owner, Set.of()).contains(account.login())
        );
    }

    boolean hasRepository(String owner, String repo) {
        return repositories.contains(owner + "/" + repo);
    }

    boolean hasActionsOff(String owner, String repo) {
        return withoutActions.contains(owner + "/" + repo);
    }

    boolean isMember(Account account, String org) {
        return owns(account, org) || members.contains(org + "/" + account.login());
    }

    Stream<Job> allJobs() {
        return jobs.stream();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/jobs")) {
                held.await();
            }
            int status = away;
            if (status != 0) {
                if (!retryAfter.isEmpty()) {
                    exchange.getResponseHeaders().add("Retry-After", retryAfter);
                }
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            Answer answer = exchange.getRequestMethod().equals("GET")
                ? answer(path, query(exchange.getRequestURI().getRawQuery()), token(exchange))
                : change(exchange.getRequestMethod(), path, token(exchange));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    private Answer change(String method, String path, @Nullable String token) {
        Account account = token == null ? null : accounts.get(token);
        return account == null ? badToken(String.valueOf(token)) : change(method, path, account);
    }

    /** Changes something for somebody who has a token. */
    Answer change(String method, String path, Account account) {
        return new Answer(405, "text/plain", "");
    }

    private Answer answer(String path, List<Map.Entry<String, String>> query, @Nullable String token) {
        if (!path.startsWith("/api/")) {
            return new Answer(200, "text/html; charset=utf-8", "<!DOCTYPE html><title>Stub forge</title>");
        }
        if (path.startsWith("/api/actions/")) {
            return actionsOff ? Answer.noRoute() : new Answer(405, "text/plain", "");
        }
        if (token == null && signInRequired) {
            return Answer.json(403, "{\"message\":\"Only signed in user is allowed to call APIs.\"}");
        }
        Account account = token == null ? null : accounts.get(token);
        if (token != null && account == null) {
            return badToken(token);
        }
        if (path.equals("/api/v1/version")) {
            return Answer.json(200, "{\"version\":\"" + fullVersion() + "\"}");
        }
        if (path.equals("/api/forgejo/v1/version") && this instanceof StubForgejo) {
            return new Answer(200, "text/plain", "{\"version\":\"" + fullVersion() + "\"}");
        }
        if (StubLists.isList(path)) {
            return StubLists.answer(this, path, query, account);
        }
        if (path.startsWith("/api/v1/users/") && path.endsWith("/repos")) {
            return ownRepositories(
                path.substring("/api/v1/users/".length(), path.length() - "/repos".length()),
                account
            );
        }
        if (path.startsWith("/api/v1/users/")) {
            return ownerExists(path.substring("/api/v1/users/".length()))
                ? Answer.json(200, "{}")
                : Answer.message(404, "user redirect does not exist");
        }
        StubScope scope = scope(path);
        if (scope == null) {
            StubScope whose = StubScope.of(path, "/actions/runners");
            return account == null
                ? Answer.noRoute()
                : whose != null && listsRunners()
                  ? runnersOf(whose, query, account)
                  : beside(path, account);
        }
        if (account == null) {
            return Answer.message(401, "token is required");
        }
        if (!account.hasScope(scope.tokenScope())) {
            return Answer.message(403, scopeMissing(scope.tokenScope(), account));
        }
        Answer refusal = refusal(scope, account);
        return refusal != null ? refusal : list(scope, query, account);
    }

    private Answer ownRepositories(String owner, @Nullable Account account) {
        return account == null || !account.hasScope("read:repository")
            ? Answer.message(403, "no scope")
            : Answer.json(200, repositories.stream().anyMatch(r -> r.startsWith(owner + "/")) ? "[{}]" : "[]");
    }

    boolean ownerExists(String name) {
        return (
            hasOrg(name) ||
            accounts
                .values()
                .stream()
                .anyMatch(a -> a.login().equals(name)) ||
            repositories.stream().anyMatch(r -> r.startsWith(name + "/"))
        );
    }

    /** What the probe asks beside lists of jobs. */
    Answer beside(String path, Account account) {
        if (path.equals("/api/v1/notifications/new")) {
            return account.hasScope("read:notification")
                ? Answer.json(200, "{\"new\":0}")
                : Answer.message(403, scopeMissing("read:notification", account));
        }
        if (path.equals("/api/v1/user")) {
            return account.hasScope("read:user")
                ? Answer.json(200, "{\"login\":\"" + account.login() + "\"}")
                : Answer.message(403, scopeMissing("read:user", account));
        }
        String repository = path.startsWith("/api/v1/repos/") ? path.substring("/api/v1/repos/".length()) : "";
        if (repositories.contains(repository)) {
            return account.hasScope("read:repository")
                ? Answer.json(
                      200,
                      "{\"full_name\":\"%s\",\"has_actions\":%s}".formatted(
                          repository,
                          !withoutActions.contains(repository)
                      )
                  )
                : Answer.message(403, scopeMissing("read:repository", account));
        }
        return Answer.noRoute();
    }

    /** Whether the release lists registered runners. */
    abstract boolean listsRunners();

    /**
     * The runners as the forge writes them.
     *
     * @param total how many there are on all pages
     */
    abstract String runnerRows(List<Runner> registered, int total);

    private Answer runnersOf(StubScope scope, List<Map.Entry<String, String>> query, Account account) {
        if (!account.hasScope(scope.tokenScope())) {
            return Answer.message(403, scopeMissing(scope.tokenScope(), account));
        }
        boolean may = scope.kind().equals("user") || (scope.kind().equals("admin") && account.siteAdmin());
        if (!may && !owns(account, scope.owner())) {
            return Answer.message(403, "Must be an organization owner");
        }
        List<Runner> all = scope.kind().equals("admin") ? runners : List.of();
        int limit = number(query, "limit", 30);
        int from = Math.min(all.size(), (number(query, "page", 1) - 1) * limit);
        return Answer.json(200, runnerRows(all.subList(from, Math.min(all.size(), from + limit)), all.size()));
    }

    /** What both forges refuse alike; each adds what it says of a repository. */
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
                boolean may = orgRole().equals("member")
                    ? isMember(account, scope.owner())
                    : owns(account, scope.owner());
                yield may ? null : Answer.message(403, "Must be an organization " + orgRole());
            }
            case "repo" -> repositoryRefusal(scope, account);
            default -> null;
        };
    }

    /** The version as the forge writes it. */
    abstract String fullVersion();

    abstract Answer badToken(String token);

    /** The scope whose jobs a path lists in this release, null where there is no such route. */
    abstract @Nullable StubScope scope(String path);

    /** What is said to a token without the scope. */
    abstract String scopeMissing(String tokenScope, Account account);

    /** Whom an organization's list is for: {@code owner} or {@code member}. */
    abstract String orgRole();

    abstract @Nullable Answer repositoryRefusal(StubScope scope, Account account);

    /** The jobs of a scope that the account may read. */
    abstract Answer list(StubScope scope, List<Map.Entry<String, String>> query, Account account);

    private static @Nullable String token(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? null : header.replaceFirst("(?i)^(token|bearer) ", "");
    }

    /** A parameter that counts, or what the forge takes where it is missing or not positive. */
    static int number(List<Map.Entry<String, String>> query, String name, int otherwise) {
        return query
            .stream()
            .filter(each -> each.getKey().equals(name))
            .map(each -> Integer.parseInt(each.getValue()))
            .filter(number -> number > 0)
            .findFirst()
            .orElse(otherwise);
    }

    private static List<Map.Entry<String, String>> query(@Nullable String raw) {
        return raw == null
            ? List.of()
            : Stream.of(raw.split("&", -1))
                  .map(pair -> pair.split("=", 2))
                  .map(pair -> Map.entry(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : ""))
                  .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
