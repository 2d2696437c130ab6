package dev.actrunner.console.forge.token;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgePassword;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.http.NetworkFailure;
import dev.actrunner.console.forge.json.ForgeJson;
import dev.actrunner.console.forge.probe.ForgeProbe;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Creates and deletes tokens on a forge ({@code /api/v1/users/{user}/tokens}, basic authentication, on Forgejo and Gitea
 * alike). Redirects are not followed: a password goes to the address that was entered and nowhere else.
 */
@Component
public class ForgeTokens {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MAX_BODY = 1 << 20;
    private static final int LAST = 8;

    private final ForgeProbe clients;

    public ForgeTokens(ForgeProbe clients) {
        this.clients = clients;
    }

    /** Returns the part of a token that a forge shows, which keeps only a digest of the whole. */
    public static String lastEight(ApiToken token) {
        String text = token.reveal();
        return text.substring(Math.max(0, text.length() - LAST));
    }

    /**
     * Makes a token that may no more than read the scope's jobs.
     *
     * @param name what the forge's page calls it; one that is not taken
     */
    public CreatedToken make(
        ForgeUrl forge,
        @Nullable TrustedCa authority,
        ForgePassword who,
        String name,
        JobScope scope
    ) throws TokenRefusedException {
        String body = ForgeJson.write(Map.of("name", name, "scopes", List.of(scope.tokenScope())));
        Request request = request(url(forge, who).build(), who).post(RequestBody.create(body, JSON)).build();
        try (Response response = send(authority, request)) {
            if (response.code() != 201) {
                throw refused(response.code(), who, "make a token");
            }
            JsonNode made = json(response);
            return new CreatedToken(new ApiToken(made.path("sha1").asString("")), made.path("id").asLong(), name);
        } catch (IOException | JacksonException | IllegalArgumentException _) {
            throw new TokenRefusedException(
                "The forge did not answer with a token.",
                "Look whether it made one called " + name + ", and delete it."
            );
        }
    }

    /** Deletes a token; one that is not there is as good as deleted. */
    public void delete(ForgeUrl forge, @Nullable TrustedCa authority, ForgePassword who, long id)
        throws TokenRefusedException {
        HttpUrl url = url(forge, who).addPathSegment(String.valueOf(id)).build();
        try (Response response = send(authority, request(url, who).delete().build())) {
            if (response.code() != 204 && response.code() != 404) {
                throw refused(response.code(), who, "delete the token");
            }
        }
    }

    /** The number of the user's token that ends so, empty where there is none. */
    public OptionalLong find(ForgeUrl forge, @Nullable TrustedCa authority, ForgePassword who, String lastEight)
        throws TokenRefusedException {
        HttpUrl url = url(forge, who).addQueryParameter("limit", "50").build();
        try (Response response = send(authority, request(url, who).build())) {
            if (response.code() != 200) {
                throw refused(response.code(), who, "list the tokens");
            }
            for (JsonNode each : json(response)) {
                if (each.path("token_last_eight").asString("").equals(lastEight)) {
                    return OptionalLong.of(each.path("id").asLong());
                }
            }
            return OptionalLong.empty();
        } catch (IOException | JacksonException _) {
            throw new TokenRefusedException(
                "The forge's list of tokens cannot be read.",
                "Delete the old token on its page."
            );
        }
    }

    private static HttpUrl.Builder url(ForgeUrl forge, ForgePassword who) {
        return forge.resolve("/api/v1/users").newBuilder().addPathSegment(who.user()).addPathSegment("tokens");
    }

    private static Request.Builder request(HttpUrl url, ForgePassword who) {
        Request.Builder request = new Request.Builder()
            .url(url)
            .header("Authorization", who.header())
            .header("Accept", "application/json")
            .header("User-Agent", "act-runner-console");
        if (who.otp() != null && !who.otp().isBlank()) {
            // Each forge reads the one it knows.
            request.header("X-Gitea-OTP", who.otp().strip()).header("X-Forgejo-OTP", who.otp().strip());
        }
        return request;
    }

    private Response send(@Nullable TrustedCa authority, Request request) throws TokenRefusedException {
        OkHttpClient client = clients.client(authority);
        try {
            return client.newCall(request).execute();
        } catch (IOException e) {
            var failure = NetworkFailure.of(e, request.url()).check();
            throw new TokenRefusedException(String.valueOf(failure.summary()), String.valueOf(failure.remediation()));
        }
    }

    private static JsonNode json(Response response) throws IOException {
        return ForgeJson.read(response, MAX_BODY);
    }

    private static TokenRefusedException refused(int status, ForgePassword who, String what) {
        return switch (status) {
            case 401 -> new TokenRefusedException(
                "The forge does not let " + who.user() + " sign in to " + what + " (401).",
                "Check login and password, and enter the current one-time code where the account has two-factor" +
                    " authentication. An account that signs in through another provider has no password here: make the" +
                    " token on the forge's page."
            );
            case 403 -> new TokenRefusedException(
                "The forge does not allow " + who.user() + " to " + what + " (403).",
                "The forge may demand two-factor authentication, or forbid passwords on its API: make the token on its page."
            );
            case 404 -> new TokenRefusedException(
                "The forge knows no user " + who.user() + ", or has no such page (404).",
                "Enter the login of the token's owner."
            );
            default -> new TokenRefusedException(
                "The forge answered with status " + status + " when asked to " + what + ".",
                "Make the token on the forge's page, and enter it here."
            );
        };
    }
}
