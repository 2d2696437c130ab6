package dev.actrunner.console.forge.identity;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.http.ForgeText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out from a forge's 403 which scope or role the token, or its user, lacks. */
final class ForbiddenResponse {

    private static final Pattern SCOPES = Pattern.compile("token scope=([a-z:,-]{0,300})");

    private final ForgeUrl forge;
    private final JobScope scope;

    ForbiddenResponse(ForgeUrl forge, JobScope scope) {
        this.forge = forge;
        this.scope = scope;
    }

    /** Returns the finding that the forge's message means. */
    ProbeFailedException classify(ForgeText text) {
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
        boolean listed = scopes.find();
        if (listed && scopes.group(1).isEmpty()) {
            return new ProbeFailedException(
                Finding.PERMISSION_NO_SCOPE,
                "The token has no scope at all; it needs " + scope.tokenScope() + ".",
                remediation
            );
        }
        return new ProbeFailedException(
            Finding.PERMISSION_SCOPE,
            "The token lacks the scope " + scope.tokenScope() + (listed ? " (it has " + scopes.group(1) + ")." : "."),
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
}
