package dev.actrunner.console.forge.identity;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.ForgeText;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Finds out what a forge's error response means, with further requests where one status has several causes. The messages matched
 * are those of {@code services/context/api.go} and {@code routers/api/v1/api.go} of both forges; what is shown is the
 * console's own wording.
 */
public final class ErrorResponseClassifier {

    private final ForgeSession session;
    private final ForgeUrl forge;
    private final JobScope scope;
    private final ForbiddenResponse forbidden;
    private final NotFoundResponse notFound;

    public ErrorResponseClassifier(ForgeSession session, ForgeUrl forge, JobScope scope) {
        this.session = session;
        this.forge = forge;
        this.scope = scope;
        this.forbidden = new ForbiddenResponse(forge, scope);
        this.notFound = new NotFoundResponse(session, forge, scope);
    }

    /** Classifies a response other than 200 to {@code /api/v1/version}. */
    ProbeFailedException toVersion(Response response) throws IOException, ProbeFailedException {
        ForgeText text = ForgeText.of(response);
        return switch (response.code()) {
            case 401 -> text.isObject() ? badToken() : notAForge(response.code(), text);
            case 403 -> text.isObject() ? forbidden.classify(text) : notAForge(response.code(), text);
            case 404 -> notAForge(response.code(), text);
            default -> serverError(response);
        };
    }

    /** Classifies a response other than 200 to the list of jobs. */
    public ProbeFailedException toJobs(Response response) throws IOException, ProbeFailedException {
        ForgeText text = ForgeText.of(response);
        return switch (response.code()) {
            case 401 -> badToken();
            case 403 -> forbidden.classify(text);
            case 404 -> notFound.classify(text);
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

    /** Classifies what answers at a URL where no forge's API does. */
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

    /** Classifies a status that no API of a forge's has: of the server, or of a proxy in front of it. */
    public static ProbeFailedException serverError(Response response) {
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
