package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.Connection.Silence;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;

/**
 * A connection read back from the cluster, with the objects it was read from. It holds the token, and so is never
 * printed: only {@link #connection()} leaves this module.
 */
public final class StoredConnection {

    private static final Logger LOG = LoggerFactory.getLogger(StoredConnection.class);

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Connection connection;
    private final @Nullable Authentication authentication;
    private final @Nullable Secret secret;

    private StoredConnection(Connection connection, @Nullable Authentication authentication, @Nullable Secret secret) {
        this.connection = connection;
        this.authentication = authentication;
        this.secret = secret;
    }

    /** Reads KEDA's object and, where it was fetched, the Secret; empty when its annotations were made unreadable. */
    public static Optional<StoredConnection> read(
        ConnectionKey key,
        Authentication authentication,
        @Nullable Secret secret
    ) {
        SecretTargetRef source = authentication.tokenSource().orElse(null);
        if (source == null) {
            LOG.warn("{} {} gives no token, so it is no connection", authentication.getKind(), key);
            return Optional.empty();
        }
        // Whose Secret it is says the Secret itself; the other object is asked only by those who may not read it.
        boolean managed =
            secret == null
                ? !ConnectionLabels.EXISTING.equals(annotations(authentication).get(ConnectionLabels.SECRET))
                : key.name().equals(ownerOf(secret));
        return read(key, authentication, authentication, secret, SecretRef.of(source, managed, secret));
    }

    /** Reads a connection without an object of KEDA's. */
    public static Optional<StoredConnection> read(ConnectionKey key, Secret secret) {
        Map<String, String> data = secret.getData();
        if (data == null || data.isEmpty() || !annotations(secret).containsKey(ConnectionLabels.FORGE_URL)) {
            return Optional.empty();
        }
        String secretKey = data.containsKey("token") ? "token" : data.keySet().iterator().next();
        return read(key, secret, null, secret, new SecretRef(secret.getMetadata().getName(), secretKey, true));
    }

    private static Optional<StoredConnection> read(
        ConnectionKey key,
        HasMetadata marked,
        @Nullable Authentication authentication,
        @Nullable Secret secret,
        SecretRef token
    ) {
        try {
            Map<String, String> marks = annotations(marked);
            Connection connection = new Connection(
                key,
                new ForgeUrl(marks.getOrDefault(ConnectionLabels.FORGE_URL, "")),
                marks.containsKey(ConnectionLabels.PLATFORM) ? Platform.of(marks.get(ConnectionLabels.PLATFORM)) : null,
                marks.containsKey(ConnectionLabels.CA) ? CaRef.parse(marks.get(ConnectionLabels.CA)) : null,
                scope(marks),
                RunnerLabels.parse(marks.getOrDefault(ConnectionLabels.RUNNER_LABELS, "")),
                token,
                authentication == null
                    ? null
                    : new AuthenticationRef(authentication.getKind(), authentication.getMetadata().getName()),
                authentication == null ? List.of() : users(authentication),
                interval(key, marks.get(ConnectionLabels.INTERVAL)),
                authentication == null ? List.of() : authentication.secrets(),
                authentication == null ? List.of() : authentication.otherParameters(),
                silence(key, marks),
                etag(authentication, secret)
            );
            return Optional.of(new StoredConnection(connection, authentication, secret));
        } catch (IllegalArgumentException e) {
            String reason = Redactor.shown(String.valueOf(e.getMessage()), 300);
            LOG.warn("The annotations of {} {} cannot be read: {}", marked.getKind(), key, reason);
            return Optional.empty();
        }
    }

    /** Those of every namespace are counted and not named: who sees the connection may not see them. */
    private static List<String> users(Authentication authentication) {
        List<String> users = authentication.users();
        return users.isEmpty() || authentication instanceof TriggerAuthentication
            ? users
            : List.of(users.size() + " ScaledObjects and ScaledJobs");
    }

    /** A person wrote it, and a slip must not hide the connection. */
    private static @Nullable Duration interval(ConnectionKey key, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Duration interval = DurationStyle.detectAndParse(text);
            return interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
        } catch (IllegalArgumentException | ArithmeticException _) {
            LOG.warn("The annotation {} of {} is no duration such as 30s or 5m", ConnectionLabels.INTERVAL, key);
            return null;
        }
    }

    private static @Nullable Silence silence(ConnectionKey key, Map<String, String> marks) {
        Instant until = instant(key, marks, ConnectionLabels.SILENCE_UNTIL);
        String finding = marks.get(ConnectionLabels.SILENCE_FINDING);
        return until == null && finding == null
            ? null
            : new Silence(
                  line(marks.get(ConnectionLabels.SILENCE_BY)),
                  instant(key, marks, ConnectionLabels.SILENCE_AT),
                  until,
                  until == null ? line(finding) : null,
                  String.valueOf(line(marks.getOrDefault(ConnectionLabels.SILENCE_REASON, "")))
              );
    }

    /** Whoever may annotate the object may write anything. */
    private static @Nullable String line(@Nullable String text) {
        return text == null ? null : Redactor.shown(text, 200);
    }

    /** As {@link #interval}: a slip must not hide the connection, and silences nothing. */
    private static @Nullable Instant instant(ConnectionKey key, Map<String, String> marks, String annotation) {
        String text = marks.get(annotation);
        try {
            return text == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException _) {
            LOG.warn("The annotation {} of {} is no time such as 2026-12-01T08:00:00Z", annotation, key);
            return null;
        }
    }

    private static JobScope scope(Map<String, String> marks) {
        return switch (marks.getOrDefault(ConnectionLabels.SCOPE, "")) {
            case "admin" -> new JobScope.Admin();
            case "org" -> new JobScope.Org(marks.getOrDefault(ConnectionLabels.ORG, ""));
            case "user" -> new JobScope.User();
            case "repo" -> new JobScope.Repo(
                marks.getOrDefault(ConnectionLabels.OWNER, ""),
                marks.getOrDefault(ConnectionLabels.REPO, "")
            );
            default -> throw new IllegalArgumentException("scope is not one of admin, org, user, repo");
        };
    }

    private static String etag(@Nullable HasMetadata... objects) {
        String versions = Stream.of(objects)
            .filter(Objects::nonNull)
            .map(o -> o.getMetadata().getUid() + "/" + o.getMetadata().getResourceVersion())
            .collect(Collectors.joining("+"));
        return UUID.nameUUIDFromBytes(versions.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static Map<String, String> annotations(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    /** The connection whose object it is by the labels that the console gave it; null for an object of nobody's here. */
    public static @Nullable String ownerOf(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && labels.entrySet().containsAll(ConnectionLabels.OURS.entrySet())
            ? labels.get(ConnectionLabels.INSTANCE)
            : null;
    }

    /** Whether the console made the object, and did not find it there. */
    public static boolean madeByConsole(HasMetadata object) {
        return ConnectionLabels.MADE.equals(annotations(object).get(ConnectionLabels.ORIGIN));
    }

    /** @param ifMatch the etag it must have, {@code *} for any */
    public void requireMatch(String ifMatch) {
        if (!ifMatch.equals("*") && !ifMatch.equals(connection.etag())) {
            throw new ConnectionException.Precondition(connection.key() + " was changed in the meantime.");
        }
    }

    public Connection connection() {
        return connection;
    }

    @Nullable
    public Authentication authentication() {
        return authentication;
    }

    @Nullable
    public Secret secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "Found[" + connection.key() + "]";
    }
}
