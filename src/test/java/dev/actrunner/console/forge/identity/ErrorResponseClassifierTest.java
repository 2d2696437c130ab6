package dev.actrunner.console.forge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.ForgeSession.ForgeResponse;
import dev.actrunner.console.forge.http.ForgeText;
import dev.actrunner.console.testing.ForgeResponses;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a forge's refusal means, and what else it is asked to find out. */
class ErrorResponseClassifierTest {

    private static final String OBJECT = "{\"message\":\"no\"}";
    private static final String PAGE = "<!doctype html><title>Single Sign-On</title>";

    private final ForgeSession session = mock();

    @BeforeEach
    void nothingElseIsThere() throws ProbeFailedException, IOException {
        ForgeResponse missing = answer(404, "");
        when(session.get(any(HttpUrl.class))).thenReturn(missing);
        when(session.getAnonymously(any())).thenReturn(missing);
        when(session.redacted(any())).thenAnswer(call -> call.getArgument(0));
    }

    private static Response response(int status, String body) {
        return ForgeResponses.response(status, body).newBuilder().header("Retry-After", "17").build();
    }

    private static ForgeResponse answer(int status, String body) throws IOException {
        try (Response response = response(status, body)) {
            return new ForgeResponse(status, ForgeText.of(response));
        }
    }

    private ErrorResponseClassifier on(String forge, JobScope scope) {
        return new ErrorResponseClassifier(session, new ForgeUrl(forge), scope);
    }

    private Check toVersion(int status, String body) throws ProbeFailedException, IOException {
        try (Response response = response(status, body)) {
            return on("https://git.example.org/team/app", new JobScope.Admin()).toVersion(response).check();
        }
    }

    private Check toJobs(JobScope scope, int status, String body) throws ProbeFailedException, IOException {
        try (Response response = response(status, body)) {
            return on("https://git.example.org", scope).toJobs(response).check();
        }
    }

    /** Lets the forge answer an address with a status. */
    private void thereIs(String path, int status) throws ProbeFailedException, IOException {
        ForgeResponse found = answer(status, "{}");
        when(session.get(argThat((HttpUrl url) -> url != null && url.encodedPath().equals(path)))).thenReturn(found);
        when(session.getAnonymously(argThat(url -> url != null && url.encodedPath().equals(path)))).thenReturn(found);
    }

    @ParameterizedTest
    @CsvSource({
        "401, true, TOKEN_UNKNOWN",
        "403, true, PERMISSION_OTHER",
        "401, false, API_WEB_PAGE",
        "403, false, API_WEB_PAGE",
        "404, false, API_MISSING",
        "407, false, HTTP_PROXY_SIGN_IN",
        "429, false, HTTP_RATE_LIMITED",
        "500, true, HTTP_SERVER_ERROR",
    })
    void aRefusalOfTheVersionIsAboutTheTokenWhereAForgeSpeaks(int status, boolean object, Finding finding)
        throws ProbeFailedException, IOException {
        assertThat(toVersion(status, object ? OBJECT : PAGE).finding()).isEqualTo(finding);
    }

    @Test
    void aPageInFrontOfTheForgeIsNamedByItsTitle() throws ProbeFailedException, IOException {
        assertThat(toVersion(401, PAGE).summary()).isEqualTo(
            "https://git.example.org/team/app/api/v1/version answers a web page, titled “Single Sign-On” (401)."
        );
        assertThat(toVersion(403, "plain").finding()).isEqualTo(Finding.API_OTHER);
    }

    @Test
    void aForgeThatAnswersFurtherUpIsFound() throws ProbeFailedException, IOException {
        ForgeResponse forge = answer(200, "{\"version\":\"1.27.2\"}");
        when(
            session.getAnonymously(argThat(url -> url != null && url.encodedPath().equals("/api/v1/version")))
        ).thenReturn(forge);
        Check check = toVersion(404, "");
        assertThat(check.finding()).isEqualTo(Finding.API_ELSEWHERE);
        assertThat(check.remediation()).isEqualTo("Enter https://git.example.org.");
    }

    @Test
    void aForgeThatWantsToBeLeftAloneSaysForHowLong() throws ProbeFailedException, IOException {
        assertThat(toJobs(new JobScope.Admin(), 429, OBJECT).remediation()).contains("(it asks to wait 17 s)");
    }

    @ParameterizedTest
    @CsvSource({ "200, ORG_IS_USER", "404, ORG_MISSING", "403, ORG_MISSING" })
    void aMissingOrganizationMayBeAUser(int account, Finding finding) throws ProbeFailedException, IOException {
        thereIs("/api/v1/users/acme", account);
        Check check = toJobs(new JobScope.Org("acme"), 404, OBJECT);
        assertThat(check.finding()).isEqualTo(finding);
        assertThat(String.valueOf(check.remediation()).contains("the forge does not say")).isEqualTo(account == 403);
    }

    @Test
    void aRepositoryIsMissingOrItsOwnerOrItsActions() throws ProbeFailedException, IOException {
        var scope = new JobScope.Repo("jo", "app");
        assertThat(toJobs(scope, 404, OBJECT).finding()).isEqualTo(Finding.OWNER_MISSING);
        thereIs("/api/v1/users/jo", 200);
        assertThat(toJobs(scope, 404, OBJECT).finding()).isEqualTo(Finding.REPO_MISSING);
        assertThat(toJobs(scope, 404, "{\"message\":\"GetUserByName\"}").finding()).isEqualTo(Finding.OWNER_MISSING);
        thereIs("/api/v1/repos/jo/app", 200);
        assertThat(toJobs(scope, 404, OBJECT).finding()).isEqualTo(Finding.ACTIONS_OFF);
    }

    @Test
    void otherAnswersToTheListHaveTheirFinding() throws ProbeFailedException, IOException {
        assertThat(toJobs(new JobScope.Admin(), 401, PAGE).finding()).isEqualTo(Finding.TOKEN_UNKNOWN);
        assertThat(toJobs(new JobScope.Admin(), 400, OBJECT).finding()).isEqualTo(Finding.JOBS_REFUSED);
        assertThat(toJobs(new JobScope.Admin(), 404, OBJECT).finding()).isEqualTo(Finding.JOBS_PATH_MISSING);
        assertThat(toJobs(new JobScope.Org("acme"), 404, PAGE).finding()).isEqualTo(Finding.JOBS_PATH_MISSING);
        assertThat(toJobs(new JobScope.Admin(), 502, PAGE).summary()).isEqualTo("The server answers with status 502.");
    }
}
