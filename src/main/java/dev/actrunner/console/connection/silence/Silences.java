package dev.actrunner.console.connection.silence;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.cluster.ClusterEdits;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.AuditTrail;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.diagnosis.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Acknowledges and silences connections, as the caller, by annotations of KEDA's object, so that every console and every
 * restart knows. All calls throw {@link ClusterException} where the cluster refuses or does not answer, and
 * {@link ConnectionException} where the request cannot be met.
 */
@Component
public class Silences {

    /** Longer than any maintenance; what is silenced for good is forgotten. */
    private static final Duration LONGEST = Duration.ofDays(90);

    private static final int MAX_REASON = 200;

    private final ClusterEdits edits;
    private final ConnectionStore store;
    private final AuditTrail auditTrail;
    private final Clock clock;

    Silences(ClusterEdits edits, ConnectionStore store, AuditTrail auditTrail, Clock clock) {
        this.edits = edits;
        this.store = store;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Sends no notification of a connection until a moment.
     *
     * @param until in the future, 90 days ahead at most
     * @param reason why, empty where nobody said; 200 characters at most
     * @return the connection afterwards
     */
    public Connection silence(ConnectionKey key, Instant until, String reason) {
        Instant now = clock.instant();
        if (!until.isAfter(now)) {
            throw ConnectionException.invalid("until", "is in the past: enter a time in the future");
        }
        if (until.isAfter(now.plus(LONGEST))) {
            throw ConnectionException.invalid("until", "is more than 90 days ahead: enter an earlier time");
        }
        String end = until.truncatedTo(ChronoUnit.SECONDS).toString();
        return annotate("silence", key, reason, Map.of(ConnectionLabels.SILENCE_UNTIL, end));
    }

    /**
     * Records that somebody takes care of a finding: there is no reminder of it, and it is marked, as long as it is the worst.
     *
     * @param finding finds the worst finding, null where there is none, once it is known that the caller may see the connection
     * @param reason why, empty where nobody said; 200 characters at most
     * @return the connection afterwards
     * @throws ConnectionException.Invalid where nothing is wrong
     */
    public Connection acknowledge(ConnectionKey key, Supplier<@Nullable Finding> finding, String reason) {
        require(key);
        Finding worst = finding.get();
        if (worst == null) {
            throw ConnectionException.invalid(
                "until",
                "is missing: nothing is wrong, so there is nothing to acknowledge"
            );
        }
        return annotate("acknowledge", key, reason, Map.of(ConnectionLabels.SILENCE_FINDING, worst.id()));
    }

    /** Ends a silence and an acknowledgement, whoever made it. */
    public Connection end(ConnectionKey key) {
        return change("end-silence", key, none());
    }

    private Connection annotate(String action, ConnectionKey key, String reason, Map<String, String> what) {
        String why = reason.strip();
        if (why.length() > MAX_REASON || why.chars().anyMatch(Character::isISOControl)) {
            throw ConnectionException.invalid("reason", "must be one line of at most 200 characters");
        }
        var annotations = none();
        annotations.putAll(what);
        annotations.put(ConnectionLabels.SILENCE_BY, Audit.who());
        annotations.put(ConnectionLabels.SILENCE_AT, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!why.isEmpty()) {
            annotations.put(ConnectionLabels.SILENCE_REASON, why);
        }
        return change(action, key, annotations);
    }

    private static Map<String, @Nullable String> none() {
        var none = new LinkedHashMap<String, @Nullable String>();
        for (String each : ConnectionLabels.SILENCE) {
            none.put(each, null);
        }
        return none;
    }

    /** A connection, and what was done to the object that carries its annotations. */
    private record Annotated(Connection connection, List<AppliedObject> applied) {}

    private Connection change(String action, ConnectionKey key, Map<String, @Nullable String> annotations) {
        return auditTrail
            .record("connection." + action, key.toString(), () -> write(key, annotations), Annotated::applied)
            .connection();
    }

    private Annotated write(ConnectionKey key, Map<String, @Nullable String> annotations) {
        StoredConnection found = require(key);
        HasMetadata marked = found.authentication() == null ? found.secret() : found.authentication();
        List<AppliedObject> applied = marked == null ? List.of() : List.of(edits.annotate(marked, annotations));
        return new Annotated(require(key).connection(), applied);
    }

    private StoredConnection require(ConnectionKey key) {
        return store.findVisible(key).orElseThrow(() -> new ConnectionException.NotFound(key));
    }
}
