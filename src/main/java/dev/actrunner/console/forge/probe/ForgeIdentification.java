package dev.actrunner.console.forge.probe;

import static dev.actrunner.console.diagnosis.CheckId.API;
import static dev.actrunner.console.diagnosis.CheckId.PLATFORM;
import static dev.actrunner.console.diagnosis.CheckId.TOKEN;
import static dev.actrunner.console.diagnosis.CheckId.VERSION;

import dev.actrunner.console.diagnosis.CheckCollector;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.identity.ErrorResponseClassifier;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import dev.actrunner.console.forge.identity.TokenPrivileges;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Identifies a forge: its API, the token's privileges, its platform and its release. */
final class ForgeIdentification {

    private final ProbeTarget target;
    private final ForgeSession session;
    private final ForgeMetadataCache metadata;
    private final ErrorResponseClassifier errors;
    private final CheckCollector findings;

    ForgeIdentification(
        ProbeTarget target,
        ForgeSession session,
        ForgeMetadataCache metadata,
        ErrorResponseClassifier errors,
        CheckCollector findings
    ) {
        this.target = target;
        this.session = session;
        this.metadata = metadata;
        this.errors = errors;
        this.findings = findings;
    }

    private ForgeMetadataCache.Known ask() throws ProbeFailedException, IOException {
        ForgeIdentity asked = ForgeIdentity.ask(session, target.forge(), errors);
        TokenPrivileges reach = asked.listsJobs()
            ? TokenPrivileges.ask(session, target.forge())
            : TokenPrivileges.UNKNOWN;
        var found = new ForgeMetadataCache.Known(asked, reach);
        metadata.put(target, found);
        return found;
    }

    /**
     * Identifies the forge, and adds the checks up to its version.
     *
     * @param remembered what is remembered of the forge, null to ask it
     */
    ForgeMetadataCache.Known identify(ForgeMetadataCache.@Nullable Known remembered)
        throws ProbeFailedException, IOException {
        ForgeMetadataCache.Known known = remembered == null ? ask() : remembered;
        ForgeIdentity found = known.identity();
        findings.pass(API, "A forge API responds at " + target.forge() + ".");
        if (known.reach().overPowerful()) {
            findings.add(
                Finding.TOKEN_OVER_POWERFUL.seen(
                    "The token has more permissions than it needs: it can also read its user's notifications.",
                    "Create a token with " +
                        target.scope().tokenScope() +
                        " alone at " +
                        target.forge() +
                        "/user/settings/applications, enter it, and delete this one."
                )
            );
        } else {
            findings.pass(TOKEN, "The forge accepts the token.");
        }
        checkPlatform(found);
        if (!found.listsJobs()) {
            throw new ProbeFailedException(
                Finding.VERSION_TOO_OLD,
                found.title() + " has no list of Actions jobs in its API.",
                "Update to " + found.platform().title() + " " + found.platform().firstWithJobs() + " or newer."
            );
        }
        findings.pass(VERSION, found.title() + " lists Actions jobs.");
        return known;
    }

    private void checkPlatform(ForgeIdentity found) {
        if (target.platform() == null || target.platform() == found.platform()) {
            findings.pass(PLATFORM, "This is " + found.title() + ".");
        } else {
            String title = found.platform().title();
            findings.add(
                Finding.PLATFORM_OTHER.seen(
                    "This is " + found.title() + ", not " + target.platform().title() + ".",
                    "Choose " + title + ", or detect it automatically. The probe continued as for " + title + "."
                )
            );
        }
    }
}
