package dev.actrunner.console.forge.identity;

import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.http.ForgeSession;

/**
 * Finds what a token may do besides listing jobs.
 *
 * @param overPowerful whether it may what no connection needs
 * @param publicOnly whether it is limited to what is public, as far as the forge says (Gitea does, from 1.23 on)
 */
public record TokenPrivileges(boolean overPowerful, boolean publicOnly) {
    public static final TokenPrivileges UNKNOWN = new TokenPrivileges(false, false);

    /**
     * Asks for notifications, which need the scope {@code read:notification} and no list of jobs does. Where Gitea refuses
     * it names the token's own scopes ({@code tokenRequiresScopes} in its {@code routers/api/v1/api.go}).
     */
    public static TokenPrivileges ask(ForgeSession session, ForgeUrl forge) throws ProbeFailedException {
        ForgeSession.ForgeResponse answer = session.get(forge.resolve("/api/v1/notifications/new"));
        return new TokenPrivileges(
            answer.status() == 200,
            answer.status() == 403 && answer.text().after("token scope=").contains("public-only")
        );
    }
}
