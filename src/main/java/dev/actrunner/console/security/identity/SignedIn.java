package dev.actrunner.console.security.identity;

import dev.actrunner.console.browser.SignIn;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import java.io.Serial;
import java.time.Instant;

/** Somebody who signed in with this browser earlier. */
public final class SignedIn extends PersonAuthentication implements SignIn {

    @Serial
    private static final long serialVersionUID = 1;

    private final String id;
    private final String csrf;
    private final transient ClusterIdentity identity;
    private final Instant since;
    private final Instant seen;
    private final Instant until;

    /**
     * @param csrf the token of this sign-in's forms
     * @param name what to call them
     * @param identity the one that they have in the cluster
     * @param seen when they last asked for something, more or less
     */
    public SignedIn(
        String id,
        String csrf,
        String name,
        ClusterIdentity identity,
        Instant since,
        Instant seen,
        Instant until
    ) {
        super(name);
        this.id = id;
        this.csrf = csrf;
        this.identity = identity;
        this.since = since;
        this.seen = seen;
        this.until = until;
    }

    @Override
    public String id() {
        return id;
    }

    public String csrf() {
        return csrf;
    }

    public ClusterIdentity identity() {
        return identity;
    }

    public Instant since() {
        return since;
    }

    public Instant seen() {
        return seen;
    }

    @Override
    public Instant until() {
        return until;
    }
}
