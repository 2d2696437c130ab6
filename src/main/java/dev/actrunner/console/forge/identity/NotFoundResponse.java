package dev.actrunner.console.forge.identity;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.ForgeText;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Finds out after a forge's 404 whether the organization, the repository or its Actions are missing. */
final class NotFoundResponse {

    private final ForgeSession session;
    private final ForgeUrl forge;
    private final JobScope scope;

    NotFoundResponse(ForgeSession session, ForgeUrl forge, JobScope scope) {
        this.session = session;
        this.forge = forge;
        this.scope = scope;
    }

    /** Returns the finding, after asking the forge for what the address names. */
    ProbeFailedException classify(ForgeText text) throws ProbeFailedException {
        if (text.isObject() && scope instanceof JobScope.Org(String org)) {
            return orgNotFound(org);
        }
        if (text.isObject() && scope instanceof JobScope.Repo(String owner, String repo)) {
            return repoNotFound(owner, repo, text);
        }
        return new ProbeFailedException(
            Finding.JOBS_PATH_MISSING,
            "The forge has no list of jobs at the address for its release (404).",
            "Check that nothing between rewrites paths under " + forge + "/api/v1."
        );
    }

    private ProbeFailedException orgNotFound(String org) throws ProbeFailedException {
        Optional<Boolean> account = accountExists(org);
        if (account.orElse(false)) {
            return new ProbeFailedException(
                Finding.ORG_IS_USER,
                "There is no organization " + org + " on this forge: it is a user.",
                "Choose the scope user with a token of " + org + ", or the scope repo."
            );
        }
        return new ProbeFailedException(
            Finding.ORG_MISSING,
            "There is no organization " + org + " on this forge that the token's user may see.",
            "Check the spelling at " +
                forge +
                "/" +
                org +
                ": it may have been renamed, or be hidden from the token's user" +
                (account.isEmpty() ? ", or be a user and no organization: the forge does not say." : ".")
        );
    }

    private ProbeFailedException repoNotFound(String owner, String repo, ForgeText text) throws ProbeFailedException {
        String page = forge + "/" + owner + "/" + repo;
        if (session.get(forge.resolve("/api/v1/repos/" + owner + "/" + repo)).status() == 200) {
            return new ProbeFailedException(
                Finding.ACTIONS_OFF,
                "The repository " + owner + "/" + repo + " exists, but its Actions are disabled.",
                "Enable Actions at " +
                    page +
                    "/settings/units; if they cannot be enabled, they are off for the instance."
            );
        }
        // Both forges name what they looked for in vain.
        boolean nobody = text.contains("GetUserByName");
        return nobody || !accountExists(owner).orElse(true)
            ? new ProbeFailedException(
                  Finding.OWNER_MISSING,
                  "There is no repository " + owner + "/" + repo + ": nobody is called " + owner + " here.",
                  "Check the spelling at " + forge + "/" + owner + "; it may have been renamed, or be hidden."
              )
            : new ProbeFailedException(
                  Finding.REPO_MISSING,
                  "There is no repository " + owner + "/" + repo + " that the token's user may see.",
                  "Check the spelling at " + page + ", and give the token's user access."
              );
    }

    /**
     * Whether there is a user or organization of that name. Where the forge answers nobody without a sign-in, the token is
     * asked with; empty where it may not read that either, and nothing follows.
     */
    private Optional<Boolean> accountExists(String name) throws ProbeFailedException {
        HttpUrl url = forge.resolve("/api/v1/users/" + name);
        int status = session.getAnonymously(url).status();
        if (status != 200 && status != 404) {
            status = session.get(url).status();
        }
        return status == 200 ? Optional.of(true) : status == 404 ? Optional.of(false) : Optional.empty();
    }
}
