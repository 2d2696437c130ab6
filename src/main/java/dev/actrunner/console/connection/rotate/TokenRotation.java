package dev.actrunner.console.connection.rotate;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.AuditTrail;
import dev.actrunner.console.connection.apply.ConnectionLocks;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.probe.ConnectionProber;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgePassword;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.token.CreatedToken;
import dev.actrunner.console.forge.token.ForgeTokens;
import dev.actrunner.console.forge.token.TokenRefusedException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Replaces a connection's token by one that somebody enters, or that is made on the forge. */
@Component
public class TokenRotation {

    private static final Logger LOG = LoggerFactory.getLogger(TokenRotation.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(
        ZoneOffset.UTC
    );

    private final Cluster cluster;
    private final Connections connections;
    private final ConnectionStore store;
    private final ConnectionProber prober;
    private final CredentialDestination destination;
    private final ForgeTokens tokens;
    private final AuditTrail auditTrail;
    private final ConnectionLocks locks;
    private final Clock clock;

    TokenRotation(
        Cluster cluster,
        Connections connections,
        ConnectionStore store,
        ConnectionProber prober,
        CredentialDestination destination,
        ForgeTokens tokens,
        AuditTrail auditTrail,
        ConnectionLocks locks,
        Clock clock
    ) {
        this.locks = locks;
        this.cluster = cluster;
        this.connections = connections;
        this.store = store;
        this.prober = prober;
        this.destination = destination;
        this.tokens = tokens;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Takes the token that was entered, or makes one on the forge with no more than the scope that is needed.
     *
     * @throws ConnectionException.ProbeFailed where the forge does not take it; the old one stays
     */
    public RotationResult rotate(ConnectionKey key, NewToken given) {
        Supplier<Rotation.Done> work;
        if (given.isToBeMade()) {
            ForgePassword who = given.who();
            work = () -> make(key, who);
        } else {
            ApiToken token = given.token();
            work = () -> store(key, token);
        }
        return locks.call(key, () -> auditTrail.record("rotate", key, work, Rotation.Done::changes)).rotated();
    }

    private Rotation.Done make(ConnectionKey key, ForgePassword who) {
        StoredConnection found = require(key);
        Connection connection = found.connection();
        TrustedCa authority = destination.authority(found);
        CreatedToken made = trying("username", () ->
            tokens.make(connection.forge(), authority, who, name(key), connection.scope())
        );
        try {
            return store(key, made.token());
        } catch (RuntimeException e) {
            try {
                tokens.delete(connection.forge(), authority, who, made.id());
            } catch (TokenRefusedException left) {
                LOG.warn("The token {} stays on {}: {}", made.name(), connection.forge(), left.getMessage());
            }
            throw e;
        }
    }

    private Rotation.Done store(ConnectionKey key, ApiToken token) {
        return new Rotation(cluster, prober, require(key), () -> connections.probe(key, List.of())).run(token);
    }

    /**
     * Deletes on the forge the token that a connection had before.
     *
     * @param lastEight how it ends
     * @return whether there was one
     */
    public boolean deletePrevious(ConnectionKey key, String lastEight, NewToken given) {
        ForgePassword who = given.who();
        if (!lastEight.matches("[!-~]{8}")) {
            throw new ConnectionException.Invalid(
                "previousToken",
                "must be the last eight characters of the old token"
            );
        }
        StoredConnection found = require(key);
        Connection connection = found.connection();
        TrustedCa authority = destination.authority(found);
        if (StoredToken.in(found.secret(), connection) instanceof StoredToken.Usable(ApiToken inUse, _, _)) {
            if (ForgeTokens.lastEight(inUse).equals(lastEight)) {
                throw new ConnectionException.Invalid(
                    "previousToken",
                    "is how the token ends that is in use; it stays"
                );
            }
        }
        OptionalLong id = trying("username", () -> {
            OptionalLong known = tokens.find(connection.forge(), authority, who, lastEight);
            if (known.isPresent()) {
                tokens.delete(connection.forge(), authority, who, known.getAsLong());
            }
            return known;
        });
        auditTrail.record("delete-previous-token", key, () -> id, _ -> List.of());
        return id.isPresent();
    }

    private StoredConnection require(ConnectionKey key) {
        return store.find(key).orElseThrow(() -> new ConnectionException.NotFound(key));
    }

    private String name(ConnectionKey key) {
        return "keda " + key.namespace() + "/" + key.name() + " " + TIME.format(clock.instant());
    }

    private interface OnForge<T> {
        T run() throws TokenRefusedException;
    }

    private static <T> T trying(String field, OnForge<T> work) {
        try {
            return work.run();
        } catch (TokenRefusedException e) {
            throw new ConnectionException.Invalid(field, "was not accepted: " + e.getMessage() + " " + e.remediation());
        }
    }
}
