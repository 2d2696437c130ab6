package dev.actrunner.console.connection.silence;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.cluster.ClusterEdits;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.AuditTrail;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
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
        return annotate("silence", key, reason, () ->
            Map.of(ConnectionLabels.SILENCE_UNTIL, until.truncatedTo(ChronoUnit.SECONDS).toString())
        );
    }

    /**
     * Records that somebody takes care of a finding: there is no reminder of it, and it is marked, as long as it is the worst.
     *
     * @param finding the id of the finding
     * @param reason why, empty where nobody said; 200 characters at most
     * @return the connection afterwards
     */
    public Connection acknowledge(ConnectionKey key, String finding, String reason) {
        return annotate("acknowledge", key, reason, () -> Map.of(ConnectionLabels.SILENCE_FINDING, finding));
    }

    /** Ends a silence and an acknowledgement, whoever made it. */
    public Connection end(ConnectionKey key) {
        return change("end-silence", key, none());
    }

    private Connection annotate(String action, ConnectionKey key, String reason, Supplier<Map<String, String>> what) {
        String why = reason.strip();
        if (why.length() > MAX_REASON || why.chars().anyMatch(Character::isISOControl)) {
            throw ConnectionException.invalid("reason", "must be one line of at most 200 characters");
        }
        var annotations = none();
        annotations.putAll(what.get());
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

    private Connection change(String action, ConnectionKey key, Map<String, @Nullable String> annotations) {
        return auditTrail.record("connection." + action, key.toString(), () -> write(key, annotations), _ -> List.of());
    }

    private Connection write(ConnectionKey key, Map<String, @Nullable String> annotations) {
        StoredConnection found = require(key);
        HasMetadata marked = found.authentication() == null ? found.secret() : found.authentication();
        if (marked != null) {
            edits.annotate(marked, annotations);
        }
        return require(key).connection();
    }

    private StoredConnection require(ConnectionKey key) {
        return store.findVisible(key).orElseThrow(() -> new ConnectionException.NotFound(key));
    }
}
