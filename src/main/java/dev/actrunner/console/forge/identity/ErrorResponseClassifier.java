package dev.actrunner.console.forge.identity;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.ForgeText;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Tells from a refusal of a forge what it means, asking around where one status has several causes. The messages matched
 * are those of {@code services/context/api.go} and {@code routers/api/v1/api.go} of both forges; what is shown is the
 * console's own wording.
 */
public final class ErrorResponseClassifier {

    private static final Pattern SCOPES = Pattern.compile("token scope=([a-z:,-]{0,300})");

    private final ForgeSession session;
    private final ForgeUrl forge;
    private final JobScope scope;

    public ErrorResponseClassifier(ForgeSession session, ForgeUrl forge, JobScope scope) {
        this.session = session;
        this.forge = forge;
        this.scope = scope;
    }

    /** What an answer other than 200 to {@code /api/v1/version} means. */
    ProbeFailedException toVersion(Response response) throws IOException, ProbeFailedException {
        ForgeText text = ForgeText.of(response);
        return switch (response.code()) {
            case 401 -> text.isObject() ? badToken() : notAForge(response.code(), text);
            case 403 -> text.isObject() ? forbidden(text) : notAForge(response.code(), text);
            case 404 -> notAForge(response.code(), text);
            default -> serverError(response);
        };
    }

    /** What an answer other than 200 to the list of jobs means. */
    public ProbeFailedException toJobs(Response response) throws IOException, ProbeFailedException {
        ForgeText text = ForgeText.of(response);
        return switch (response.code()) {
            case 401 -> badToken();
            case 403 -> forbidden(text);
            case 404 -> notFound(text);
            case 400 -> new ProbeFailedException(
                Finding.JOBS_REFUSED,
                "The forge refuses the question for waiting and running jobs (400)."
            );
            default -> serverError(response);
        };
    }

    private ProbeFailedException badToken() {
        return new ProbeFailedException(
            Finding.TOKEN_UNKNOWN,
            "The forge does not accept the token (401).",
            "Create a new API token at " +
                forge +
                "/user/settings/applications with the scope " +
                scope.tokenScope() +
                " (or on the forge's machine: admin user generate-access-token --username <user> --scopes " +
                scope.tokenScope() +
                ") and enter it. A runner's registration token is something else and cannot be used here."
        );
    }

    private ProbeFailedException forbidden(ForgeText text) {
        if (text.contains("required scope")) {
            return scopeMissing(text);
        }
        if (text.contains("must change your password") || text.contains("This account is") || text.contains("2FA")) {
            return new ProbeFailedException(
                Finding.TOKEN_BLOCKED,
                "The token's account is blocked: it is inactive, may not sign in, or must change its password or add 2FA.",
                "Sign in to " + forge + " as that user and do what the forge asks, or use another user's token."
            );
        }
        if (text.contains("Only signed in user")) {
            return new ProbeFailedException(
                Finding.TOKEN_DROPPED,
                "The forge saw no token: something between drops the Authorization header."
            );
        }
        return new ProbeFailedException(
            role(text),
            "The token's user may not read the jobs of " + scope.title() + ".",
            roleWanted(text)
        );
    }

    private ProbeFailedException scopeMissing(ForgeText text) {
        String remediation =
            "Create a token with " + scope.tokenScope() + " at " + forge + "/user/settings/applications and enter it.";
        Matcher scopes = SCOPES.matcher(text.after("required="));
        boolean told = scopes.find();
        if (told && scopes.group(1).isEmpty()) {
            return new ProbeFailedException(
                Finding.PERMISSION_NO_SCOPE,
                "The token has no scope at all; it needs " + scope.tokenScope() + ".",
                remediation
            );
        }
        return new ProbeFailedException(
            Finding.PERMISSION_SCOPE,
            "The token lacks the scope " + scope.tokenScope() + (told ? " (it has " + scopes.group(1) + ")." : "."),
            remediation
        );
    }

    private Finding role(ForgeText text) {
        if (text.contains("site admin") && scope instanceof JobScope.Admin) {
            return Finding.PERMISSION_SITE_ADMIN;
        }
        if (text.contains("organization member")) {
            return Finding.PERMISSION_ORG_MEMBER;
        }
        if (text.contains("organization owner")) {
            return Finding.PERMISSION_ORG_OWNER;
        }
        boolean repository = text.contains("owner of the repo") || text.contains("read permission");
        return repository && scope instanceof JobScope.Repo ? Finding.PERMISSION_REPO : Finding.PERMISSION_OTHER;
    }

    private String roleWanted(ForgeText text) {
        return switch (scope) {
            case JobScope.Admin() -> "Use the token of a site administrator; one that is limited to some repositories or to" +
                " public ones does not count as such. Or choose the scope of an organization.";
            case JobScope.Org(String org) -> text.contains("organization member")
                ? "Use the token of a member of " + org + "."
                : "Use the token of an owner of " + org + ".";
            case JobScope.User() -> "Use a token of that user with the scope read:user.";
            case JobScope.Repo(String owner, _) -> text.contains("owner of the repo")
                ? "Use the token of " + owner + " (of an owner, where it is an organization)."
                : "Use the token of somebody who may read the repository's Actions.";
        };
    }

    private ProbeFailedException notFound(ForgeText text) throws ProbeFailedException {
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
                "The repository " + owner + "/" + repo + " is there, and has no Actions.",
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

    /** What stands at the address if no forge's API does. */
    ProbeFailedException notAForge(int status, ForgeText text) throws ProbeFailedException {
        String at = forge + "/api/v1/version answers ";
        if (text.looksLikeHtml() && status != 404) {
            String title = session.redacted(text.title());
            return new ProbeFailedException(
                Finding.API_WEB_PAGE,
                at + "a web page" + (title.isEmpty() ? "" : ", titled “" + title + "”") + " (" + status + ").",
                "Something in front of the forge wants a sign-in: let /api/v1 pass it, because KEDA cannot sign in. If" +
                    " this is not the forge, enter the forge's own address."
            );
        }
        if (status == 200 || status == 401 || status == 403) {
            return new ProbeFailedException(
                Finding.API_OTHER,
                at + "something that is not a forge's API (" + status + ").",
                "Enter the forge's own address; if this is it, let /api/v1 pass what stands in front of it."
            );
        }
        for (HttpUrl elsewhere : forge.otherBases()) {
            ForgeSession.ForgeResponse response = session.getAnonymously(elsewhere.resolve("api/v1/version"));
            if (response.status() == 200 && !response.text().string("version").isEmpty()) {
                String base = elsewhere.toString().replaceAll("/+$", "");
                return new ProbeFailedException(
                    Finding.API_ELSEWHERE,
                    at + "nothing, and a forge answers at " + base + ".",
                    "Enter " + base + "."
                );
            }
        }
        return new ProbeFailedException(
            Finding.API_MISSING,
            at + (text.looksLikeHtml() ? "a web page" : "nothing") + " (404).",
            forge.depth() == 0
                ? "Enter the address that the forge's own pages begin with; it may live under a sub-path such as " +
                      forge +
                      "/git."
                : "Enter the address that the forge's own pages begin with, without the path of a repository."
        );
    }

    private static ProbeFailedException serverError(Response response) {
        return switch (response.code()) {
            case 429 -> {
                String after = response.header("Retry-After", "");
                yield new ProbeFailedException(
                    Finding.HTTP_RATE_LIMITED,
                    "The forge, or a proxy in front of it, asks to be called less often (429).",
                    "Raise the trigger's polling interval" +
                        (after != null && after.matches("\\d{1,6}") ? " (it asks to wait " + after + " s)" : "") +
                        ", or exempt KEDA and the console from the limit."
                );
            }
            case 407 -> new ProbeFailedException(
                Finding.HTTP_PROXY_SIGN_IN,
                "The HTTP proxy between wants a sign-in (407)."
            );
            default -> new ProbeFailedException(
                Finding.HTTP_SERVER_ERROR,
                "The server answers with status " + response.code() + "."
            );
        };
    }
}
