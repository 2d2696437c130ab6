package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ForgeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ScopeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TokenRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TriggerAuthenticationRequest;
import dev.actrunner.console.connection.store.ChartNames;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of {@code act-runner-controller} 0.2.24 as a connection.
 *
 * @param release the release that was installed with them, null for none: then a token in them has no Secret yet
 * @param notes takes what was not carried over
 */
record ControllerValuesReader(@Nullable String release, List<String> notes) {
    /** The chart knows the first two; the triggers of a release may ask for the others. */
    private static final Set<String> SCOPES = Set.of("admin", "org", "user", "repo");

    ConnectionRequest read(ChartValues values) {
        ChartValues forgejo = values.below("forgejo");
        ChartValues authentication = values.below("triggerAuthentication");
        String nameOverride = values.text("nameOverride");
        String fullnameOverride = values.text("fullnameOverride");
        String org = forgejo.text("org");
        String scope = Objects.requireNonNullElse(forgejo.text("scope"), "admin");
        if (!SCOPES.contains(scope)) {
            forgejo.refuse("scope", "is neither admin nor org");
        }
        if ("org".equals(scope) && org == null) {
            forgejo.refuse("org", "is missing: name the organization, as scope is org");
        }
        String url = forgejo.text("url");
        if (url == null) {
            notes.add("The URL of the forge is not known: set forge.url.");
        }
        return new ConnectionRequest(
            new ForgeRequest(Objects.requireNonNullElse(url, ""), null, null),
            new ScopeRequest(scope, "org".equals(scope) ? org : null, forgejo.text("owner"), forgejo.text("repo")),
            token(forgejo, nameOverride, fullnameOverride),
            new TriggerAuthenticationRequest(authentication.flag("create", true), authentication.text("name"), null),
            null,
            nameOverride,
            fullnameOverride,
            values.texts("additionalLabels"),
            values.texts("additionalAnnotations")
        );
    }

    private @Nullable TokenRequest token(
        ChartValues forgejo,
        @Nullable String nameOverride,
        @Nullable String fullnameOverride
    ) {
        ChartValues secret = forgejo.below("apiTokenSecret");
        String name = secret.text("name");
        String key = secret.text("key");
        boolean hasToken = forgejo.text("apiToken") != null;
        if (name != null) {
            return new TokenRequest(null, name, key);
        }
        if (release != null) {
            return new TokenRequest(null, ChartNames.of(release, nameOverride, fullnameOverride, null).secret(), key);
        }
        notes.add(
            hasToken
                ? "The token in forgejo.apiToken is not taken over: enter it again."
                : "The values name no token: enter one, or name a Secret that has it."
        );
        return null;
    }
}
