package dev.actrunner.console.security.cookie;

import dev.actrunner.console.browser.EndedSignIns;
import dev.actrunner.console.browser.SealedCookie;
import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.secret.Digests;
import dev.actrunner.console.security.identity.ClusterIdentityResolver;
import dev.actrunner.console.security.identity.SecurityMode;
import dev.actrunner.console.security.identity.SecurityProperties;
import dev.actrunner.console.security.identity.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps in the browser who signed in with it, so that every replica knows them and none has to remember: their name and the
 * identity that they have in the cluster. It ends when nobody used it for a while, when it is old, and when its owner signs out.
 */
@Component
public final class SignInCookie implements SecurityContextRepository {

    /** The cookie's name. */
    public static final String NAME = "session";

    private static final String READ = SignInCookie.class.getName();
    /** A cookie is written again after this part of the time after which an unused one ends. */
    private static final int RENEWALS = 6;

    /**
     * What is kept.
     *
     * @param settings tells those apart under which somebody signed in: with others they sign in again
     * @param csrf the token of its forms
     * @param name what to call them
     * @param operator whether they are the operator of a local console
     * @param token the cluster's, for who acts with one
     * @param user as RBAC names them, for who is impersonated
     * @param groups the same
     * @param since when they signed in
     * @param seen when they last asked for something, more or less
     */
    private record Kept(
        String settings,
        String id,
        String csrf,
        String name,
        boolean operator,
        @Nullable String token,
        @Nullable String user,
        List<String> groups,
        Instant since,
        Instant seen
    ) {
        ClusterIdentity identity() {
            if (operator) {
                return new ClusterIdentity.Console();
            }
            if (token != null) {
                return new ClusterIdentity.Bearer(token);
            }
            return user == null ? new ClusterIdentity.Nobody() : new ClusterIdentity.Impersonated(user, groups);
        }

        @Override
        public String toString() {
            return "Kept[" + name + "]";
        }
    }

    private final SealedCookie cookie;
    /** That of the console that serves this one; null unless this is a remote cluster's. */
    private final @Nullable SealedCookie ofHome;
    private final ClusterIdentityResolver identities;
    private final SecurityProperties properties;
    private final String settings;
    private final EndedSignIns ended;
    private final Clock clock;

    SignInCookie(SealedCookies cookies, SecurityProperties properties, EndedSignIns ended, Clock clock) {
        this.cookie = cookies.untilBrowserCloses(NAME, properties.sessionMaxAge(), 3);
        this.ofHome = cookies.areOfRemoteCluster()
            ? cookies.untilBrowserClosesOfHome(NAME, properties.sessionMaxAge(), 3)
            : null;
        this.identities = new ClusterIdentityResolver(properties);
        this.properties = properties;
        this.settings = Digests.sha256(
            properties.mode() + " " + properties.kubernetesTokens() + " " + properties.oidc().identity()
        );
        this.ended = ended;
        this.clock = clock;
    }

    /** Returns who signed in with the browser that sent a request; null where nobody did, or it has ended. */
    public @Nullable SignedIn read(HttpServletRequest request) {
        if (request.getAttribute(READ) instanceof Optional<?> read) {
            return (SignedIn) read.orElse(null);
        }
        Optional<SignedIn> found = find(request, cookie).or(() -> ofHome(request));
        request.setAttribute(READ, found);
        return found.orElse(null);
    }

    private Optional<SignedIn> find(HttpServletRequest request, SealedCookie in) {
        return in
            .readRecord(request, Kept.class)
            .filter(kept -> kept.settings().equals(settings))
            .map(this::signedIn)
            .filter(this::isGood);
    }

    /** Who signed in at the console that serves this one is known here too, but for who did with a token: that is another cluster's. */
    private Optional<SignedIn> ofHome(HttpServletRequest request) {
        return ofHome == null
            ? Optional.empty()
            : find(request, ofHome).filter(signedIn -> !(signedIn.identity() instanceof ClusterIdentity.Bearer));
    }

    private SignedIn signedIn(Kept kept) {
        return new SignedIn(
            kept.id(),
            kept.csrf(),
            kept.name(),
            kept.identity(),
            kept.since(),
            kept.seen(),
            kept.since().plus(properties.sessionMaxAge())
        );
    }

    private boolean isGood(SignedIn signedIn) {
        boolean isOperator = signedIn.identity() instanceof ClusterIdentity.Console;
        return (
            isOperator == (properties.mode() == SecurityMode.LOCAL) &&
            !(signedIn.identity() instanceof ClusterIdentity.Nobody) &&
            signedIn.seen().plus(properties.sessionTimeout()).isAfter(clock.instant()) &&
            ended.isOpen(signedIn)
        );
    }

    /** Whether it is time to write it again, so that it does not end while it is used. */
    public boolean isToBeRenewed(SignedIn signedIn) {
        return signedIn.seen().plus(properties.sessionTimeout().dividedBy(RENEWALS)).isBefore(clock.instant());
    }

    /** @throws TokenTooLongException where it cannot be kept */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        Authentication who = context.getAuthentication();
        if (who == null) {
            end(request, response);
            return;
        }
        Instant now = clock.instant();
        Kept kept;
        if (who instanceof SignedIn before) {
            kept = kept(before.id(), before.csrf(), before.getName(), before.identity(), before.since(), now);
        } else {
            endOwn(request);
            kept = kept(random(), random(), who.getName(), identities.of(who), now, now);
        }
        if (!cookie.writeRecord(request, response, "", kept)) {
            throw new TokenTooLongException();
        }
        request.setAttribute(READ, Optional.of(signedIn(kept)));
    }

    private void end(HttpServletRequest request, HttpServletResponse response) {
        endOwn(request);
        cookie.remove(request, response);
        request.setAttribute(READ, Optional.empty());
    }

    /** Ends the sign-in that the browser has, which another one takes the place of. */
    private void endOwn(HttpServletRequest request) {
        SignedIn signedIn = read(request);
        if (signedIn != null) {
            ended.add(signedIn);
        }
    }

    private Kept kept(String id, String csrf, String name, ClusterIdentity identity, Instant since, Instant seen) {
        String token = identity instanceof ClusterIdentity.Bearer bearer ? bearer.token() : null;
        var person = identity instanceof ClusterIdentity.Impersonated impersonated ? impersonated : null;
        return new Kept(
            settings,
            id,
            csrf,
            name,
            identity instanceof ClusterIdentity.Console,
            token,
            person == null ? null : person.user(),
            person == null ? List.of() : person.groups(),
            since,
            seen
        );
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return read(request) != null;
    }

    /** Spring Security calls the deferred form, whose default calls this. */
    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SignedIn signedIn = read(holder.getRequest());
        return signedIn == null ? SecurityContextHolder.createEmptyContext() : new SecurityContextImpl(signedIn);
    }
}
