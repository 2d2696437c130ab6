package dev.actrunner.console.forge.registration;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.http.NetworkFailure;
import dev.actrunner.console.forge.json.ForgeJson;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.forge.token.TokenRefusedException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Registers runners at a forge, and removes them. Redirects are not followed: a credential goes to the URL that was entered
 * and nowhere else.
 */
@Component
public class ForgeRegistrations {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MAX_BODY = 1 << 20;

    private final ForgeProbe clients;

    ForgeRegistrations(ForgeProbe clients) {
        this.clients = clients;
    }

    /**
     * Asks for a registration.
     *
     * @param forJobs whether the runners run one job each, and so may share one registration
     * @param version the forge's release, empty while it is not known
     * @param name what the forge calls the runner, where it creates one
     * @throws TokenRefusedException where the forge gives none
     */
    public RunnerRegistration create(
        ForgeUrl forge,
        JobScope scope,
        @Nullable TrustedCa authority,
        Platform platform,
        Optional<ForgeVersion> version,
        boolean forJobs,
        ForgeCredential credential,
        String name
    ) throws TokenRefusedException {
        var endpoint = RegistrationEndpoint.of(platform, version, scope, forJobs);
        Request.Builder request = request(forge, endpoint.path(), credential);
        if (endpoint.isPost()) {
            Map<String, String> body = endpoint.createsRunner()
                ? Map.of("name", name, "description", "Created by Act Runner Console")
                : Map.of();
            request.post(RequestBody.create(ForgeJson.write(body), JSON));
        }
        try (Response response = send(authority, request.build())) {
            if (response.code() != 200 && response.code() != 201) {
                throw refused(response.code(), endpoint.tokenScope(scope));
            }
            JsonNode made = ForgeJson.read(response, MAX_BODY);
            var token = new ApiToken(made.path("token").asString(""));
            return endpoint.createsRunner()
                ? new RunnerRegistration(
                      token,
                      made.path("uuid").asString(""),
                      OptionalLong.of(made.path("id").asLong())
                  )
                : RunnerRegistration.of(token);
        } catch (JacksonException | IllegalArgumentException _) {
            throw new TokenRefusedException(
                "The forge did not answer with a registration.",
                "Create the registration on the forge's page Actions > Runners, and enter its token."
            );
        }
    }

    /**
     * Removes a runner; one that is not there is as good as removed.
     *
     * @throws TokenRefusedException where the forge does not remove it
     */
    public void delete(
        ForgeUrl forge,
        JobScope scope,
        @Nullable TrustedCa authority,
        ForgeCredential credential,
        long id
    ) throws TokenRefusedException {
        String path = JobsEndpoint.owner(scope, "/admin") + "/actions/runners/" + id;
        try (Response response = send(authority, request(forge, path, credential).delete().build())) {
            if (response.code() != 204 && response.code() != 200 && response.code() != 404) {
                throw refused(response.code(), scope.tokenScope().replace("read:", "write:"));
            }
        }
    }

    private static Request.Builder request(ForgeUrl forge, String path, ForgeCredential credential) {
        HttpUrl url = forge.resolve("/api/v1" + path);
        Request.Builder request = new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .header("User-Agent", "act-runner-console");
        credential.sign(request);
        return request;
    }

    private Response send(@Nullable TrustedCa authority, Request request) throws TokenRefusedException {
        try {
            return clients.client(authority).newCall(request).execute();
        } catch (IOException e) {
            var failure = NetworkFailure.of(e, request.url()).check();
            throw new TokenRefusedException(String.valueOf(failure.summary()), String.valueOf(failure.remediation()));
        }
    }

    private static TokenRefusedException refused(int status, String scope) {
        return switch (status) {
            case 401 -> new TokenRefusedException(
                "The forge does not accept the credential for the registration (401).",
                "Check login, password and one-time code, or the API token."
            );
            case 403 -> new TokenRefusedException(
                "The forge does not allow the account to register runners at this scope (403).",
                "The account must administer that scope, and an API token needs " + scope + "."
            );
            case 404 -> new TokenRefusedException(
                "The forge has no such page for registering runners (404).",
                "The account may not see the scope, or the release has no such API: create the registration on the forge's" +
                    " page Actions > Runners, and enter its token."
            );
            default -> new TokenRefusedException(
                "The forge answered with status " + status + " when asked for a registration.",
                "Create the registration on the forge's page Actions > Runners, and enter its token."
            );
        };
    }
}
