package dev.actrunner.console.forge;

import static dev.actrunner.console.forge.CheckId.API;
import static dev.actrunner.console.forge.CheckId.HTTP;
import static dev.actrunner.console.forge.CheckId.JOBS;
import static dev.actrunner.console.forge.CheckId.PERMISSION;
import static dev.actrunner.console.forge.CheckId.SCOPE;
import static dev.actrunner.console.forge.CheckId.TOKEN;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;

/**
 * Tells from a refusal of a forge what it means. The messages matched are those of {@code services/context/api.go} and
 * {@code routers/api/v1/api.go} of both forges; what is shown is the console's own wording.
 */
final class Refusal {

    private static final Pattern SCOPES = Pattern.compile("token scope=([a-z:,-]{1,300})");

    private final ForgeUrl forge;
    private final JobScope scope;

    Refusal(ForgeUrl forge, JobScope scope) {
        this.forge = forge;
        this.scope = scope;
    }

    /** What an answer other than 200 to {@code /api/v1/version} means. */
    ProbeFailure toVersion(Response response) throws IOException {
        ForgeText text = ForgeText.of(response);
        return switch (response.code()) {
            case 401 -> text.isObject() ? badToken() : notAForge(response, text);
            case 403 -> text.isObject() ? forbidden(text) : notAForge(response, text);
            case 404 -> notAForge(response, text);
            default -> serverError(response);
        };
    }

    /** What an answer other than 200 to the list of jobs means. */
    ProbeFailure toJobs(Response response) throws IOException {
        ForgeText text = ForgeText.of(response);
        return switch (response.code()) {
            case 401 -> badToken();
            case 403 -> forbidden(text);
            case 404 -> notFound(text);
            case 400 -> new ProbeFailure(
                JOBS,
                "The forge refuses the question for waiting and running jobs (400).",
                "Update the forge: every release that lists Actions jobs understands it."
            );
            default -> serverError(response);
        };
    }

    private ProbeFailure badToken() {
        return new ProbeFailure(
            TOKEN,
            "The forge does not know this token (401).",
            "Make a new API token at " +
                forge +
                "/user/settings/applications with the scope " +
                scope.tokenScope() +
                " and enter it. A runner's registration token is something else and cannot be used here."
        );
    }

    private ProbeFailure forbidden(ForgeText text) {
        if (text.contains("required scope")) {
            return new ProbeFailure(
                PERMISSION,
                "The token lacks the scope " + scope.tokenScope() + tokenHas(text) + ".",
                "Make a token with " + scope.tokenScope() + " at " + forge + "/user/settings/applications and enter it."
            );
        }
        if (text.contains("must change your password") || text.contains("This account is") || text.contains("2FA")) {
            return new ProbeFailure(
                TOKEN,
                "The token's account is blocked: it is inactive, may not sign in, or must change its password or add 2FA.",
                "Sign in to " + forge + " as that user and do what the forge asks, or use another user's token."
            );
        }
        if (text.contains("Only signed in user")) {
            return new ProbeFailure(
                TOKEN,
                "The forge saw no token: something between drops the Authorization header.",
                "Let the proxy in front of the forge pass the Authorization header to /api/v1."
            );
        }
        return new ProbeFailure(
            PERMISSION,
            "The token's user may not read the jobs of " + scope.title() + ".",
            role(text)
        );
    }

    private static String tokenHas(ForgeText text) {
        Matcher scopes = SCOPES.matcher(text.after("required="));
        return scopes.find() ? " (it has " + scopes.group(1) + ")" : "";
    }

    private String role(ForgeText text) {
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

    private ProbeFailure notFound(ForgeText text) {
        if (text.isObject() && scope instanceof JobScope.Org(String org)) {
            return new ProbeFailure(
                SCOPE,
                "There is no organization " + org + " on this forge.",
                "Check the spelling at " +
                    forge +
                    "/" +
                    org +
                    ": it may have been renamed, or be a user (for whose jobs choose the scope user)."
            );
        }
        if (text.isObject() && scope instanceof JobScope.Repo(String owner, String repo)) {
            return new ProbeFailure(
                SCOPE,
                "There is no repository " + owner + "/" + repo + " that the token's user may see.",
                "Check the spelling at " +
                    forge +
                    "/" +
                    owner +
                    "/" +
                    repo +
                    ", give the token's user access, and see that Actions are enabled in its settings."
            );
        }
        return new ProbeFailure(
            JOBS,
            "The forge has no list of jobs at the address for its release (404).",
            "Check that nothing between rewrites paths under " + forge + "/api/v1."
        );
    }

    private ProbeFailure notAForge(Response response, ForgeText text) {
        String seen = text.looksLikeHtml() ? "a web page" : "something that is not a forge's API";
        String remedy =
            response.code() == 401 || response.code() == 403 || response.code() == 200
                ? "Something in front of the forge wants a sign-in: let /api/v1 pass it, because KEDA cannot sign in. If" +
                  " this is not the forge, enter the forge's own address."
                : forge.depth() == 0
                  ? "Enter the address that the forge's own pages begin with; it may live under a sub-path such as " +
                    forge +
                    "/git."
                  : "Enter the address that the forge's own pages begin with, without the path of a repository: perhaps " +
                    forge.origin().replaceAll(":(80|443)$", "") +
                    ".";
        return new ProbeFailure(API, forge + "/api/v1/version answers " + seen + " (" + response.code() + ").", remedy);
    }

    /** An answer of 200 that is no version. */
    ProbeFailure notAVersion(Response response, ForgeText text) {
        return notAForge(response, text);
    }

    private static ProbeFailure serverError(Response response) {
        if (response.code() == 429) {
            String after = response.header("Retry-After", "");
            return new ProbeFailure(
                HTTP,
                "The forge, or a proxy in front of it, asks to be called less often (429).",
                "Raise the trigger's polling interval" +
                    (after != null && after.matches("\\d{1,6}") ? " (it asks to wait " + after + " s)" : "") +
                    ", or exempt KEDA and the console from the limit."
            );
        }
        return new ProbeFailure(
            HTTP,
            "The server answers with status " + response.code() + ".",
            "Look at the forge's log and at the proxy in front of it; during an upgrade, wait and probe again."
        );
    }
}
