package dev.actrunner.console.forge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.http.ForgeText;
import dev.actrunner.console.testing.ForgeResponses;
import java.io.IOException;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a forge's 403 means, by the words of both forges. */
class ForbiddenResponseTest {

    private static final JobScope ADMIN = new JobScope.Admin();
    private static final JobScope ORG = new JobScope.Org("acme");
    private static final JobScope REPO = new JobScope.Repo("jo", "app");

    private static Check classify(JobScope scope, String message) throws IOException {
        try (Response response = ForgeResponses.response(403, "{\"message\":\"" + message + "\"}")) {
            return new ForbiddenResponse(new ForgeUrl("https://git.example.org"), scope)
                .classify(ForgeText.of(response))
                .check();
        }
    }

    @Test
    void aMissingScopeIsNamedWithThoseThatTheTokenHas() throws IOException {
        String message =
            "token does not have at least one of required scope(s), required=[read:admin], token scope=read:user";
        Check check = classify(ADMIN, message);
        assertThat(check.finding()).isEqualTo(Finding.PERMISSION_SCOPE);
        assertThat(check.summary()).isEqualTo("The token lacks the scope read:admin (it has read:user).");
        assertThat(check.remediation()).isEqualTo(
            "Create a token with read:admin at https://git.example.org/user/settings/applications and enter it."
        );
    }

    @Test
    void aTokenWithoutAnyScopeIsToldFromOneWhoseScopesAreNotListed() throws IOException {
        assertThat(classify(ORG, "required scope(s), required=[read:organization], token scope=").finding()).isEqualTo(
            Finding.PERMISSION_NO_SCOPE
        );
        assertThat(classify(ORG, "token does not have required scope").summary()).isEqualTo(
            "The token lacks the scope read:organization."
        );
    }

    @ParameterizedTest
    @CsvSource({
        "You must change your password., TOKEN_BLOCKED",
        "This account is prohibited from signing in, TOKEN_BLOCKED",
        "2FA required, TOKEN_BLOCKED",
        "Only signed in user is allowed to call APIs., TOKEN_DROPPED",
        "user should be the site admin, PERMISSION_SITE_ADMIN",
        "user should have a permission to write to a repo, PERMISSION_OTHER",
    })
    void theInstancesRefusalsHaveTheirCause(String message, Finding finding) throws IOException {
        assertThat(classify(ADMIN, message).finding()).isEqualTo(finding);
    }

    @Test
    void theRoleThatIsMissingIsTheScopes() throws IOException {
        Check member = classify(ORG, "Must be an organization member");
        assertThat(member.finding()).isEqualTo(Finding.PERMISSION_ORG_MEMBER);
        assertThat(member.remediation()).isEqualTo("Use the token of a member of acme.");
        Check owner = classify(ORG, "Must be an organization owner");
        assertThat(owner.finding()).isEqualTo(Finding.PERMISSION_ORG_OWNER);
        assertThat(owner.remediation()).isEqualTo("Use the token of an owner of acme.");
        Check repository = classify(REPO, "user should be the owner of the repo");
        assertThat(repository.finding()).isEqualTo(Finding.PERMISSION_REPO);
        assertThat(repository.remediation()).startsWith("Use the token of jo ");
    }

    @Test
    void wordsOfAnotherScopeSayNothing() throws IOException {
        assertThat(classify(ORG, "user should be the site admin").finding()).isEqualTo(Finding.PERMISSION_OTHER);
        assertThat(classify(ADMIN, "user should be the owner of the repo").finding()).isEqualTo(
            Finding.PERMISSION_OTHER
        );
    }

    /** Forgejo 15 repeats the token in its refusals. */
    @Test
    void nothingElseOfTheMessageIsShown() throws IOException {
        Check check = classify(ADMIN, "required scope, required=[x], token scope=all, token=S3CRET");
        assertThat(check.toString()).doesNotContain("S3CRET");
    }
}
