package dev.actrunner.console.web.setup;

import dev.actrunner.console.browser.SealedCookie;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.secret.EncryptedText;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.Origin;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import dev.actrunner.console.web.setup.Draft.TokenStep;
import dev.actrunner.console.web.support.DraftExpiredException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps drafts in the browser that they are entered with, each in a sealed cookie for the pages of its wizard alone: several
 * tabs have one each, and nothing of them is kept here. It opens for its owner alone.
 */
public final class Drafts {

    /** A draft as it is kept, with the token in it: it is sealed. */
    private record Kept(
        String id,
        String user,
        ForgeStep forge,
        TokenInput token,
        ScopeStep scope,
        PlaceStep place,
        Origin origin
    ) {
        static Kept of(String id, String user, Draft draft) {
            TokenStep token = draft.token();
            EncryptedText value = token.value();
            return new Kept(
                id,
                user,
                draft.forge(),
                new TokenInput(
                    token.source(),
                    value == null ? null : value.open(),
                    token.secretName(),
                    token.secretKey()
                ),
                draft.scope(),
                draft.place(),
                draft.origin()
            );
        }

        Draft draft() {
            return new Draft(forge, token.encrypted(), scope, place, origin);
        }

        @Override
        public String toString() {
            return "Kept[" + id + "]";
        }
    }

    private final SealedCookie cookie;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    /** What this request has written, which its cookies do not show. */
    private final Map<String, Draft> written = new HashMap<>();

    Drafts(SealedCookie cookie, HttpServletRequest request, HttpServletResponse response) {
        this.cookie = cookie;
        this.request = request;
        this.response = response;
    }

    /**
     * Keeps a new draft, and gives its id.
     *
     * @throws ConnectionException.Invalid where it is too long to keep, because of its certificates
     */
    public String add(Draft draft) {
        String id = UUID.randomUUID().toString();
        if (!put(id, draft)) {
            throw ConnectionException.invalid("forge.ca", DraftCheck.TOO_LONG);
        }
        return id;
    }

    /** @throws DraftExpiredException when there is none */
    Draft require(String id) {
        return find(id).orElseThrow(DraftExpiredException::new);
    }

    private Optional<Draft> find(String id) {
        Draft now = written.get(id);
        return now != null
            ? Optional.of(now)
            : cookie
                  .readRecord(request, Kept.class)
                  .filter(kept -> kept.id().equals(id) && kept.user().equals(user()))
                  .map(Kept::draft);
    }

    /**
     * Keeps a draft, in place of the one that is there.
     *
     * @return false where it is too long, and not kept
     */
    boolean put(String id, Draft draft) {
        boolean isKept = cookie.writeRecord(request, response, path(id), Kept.of(id, user(), draft));
        if (isKept) {
            written.put(id, draft);
        }
        return isKept;
    }

    void remove(String id) {
        if (find(id).isPresent()) {
            cookie.remove(request, response, path(id));
        }
    }

    private String user() {
        @Nullable
        Principal who = request.getUserPrincipal();
        return who == null ? "" : who.getName();
    }

    private static String path(String id) {
        return "/setup/" + id;
    }
}
