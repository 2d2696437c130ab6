package dev.actrunner.console.web.setup;

import static dev.actrunner.console.web.setup.Draft.text;

import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ForgeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ScopeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TokenRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TriggerAuthenticationRequest;
import dev.actrunner.console.secret.EncryptedText;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a draft into the request that the REST API takes, so that both go through the same checks. */
public final class DraftRequest {

    private DraftRequest() {}

    static ConnectionRequest of(Draft draft) {
        ForgeStep forge = draft.forge();
        TokenStep token = draft.token();
        ScopeStep scope = draft.scope();
        PlaceStep place = draft.place();
        EncryptedText value = token.value();
        boolean org = "org".equals(scope.kind());
        boolean repo = "repo".equals(scope.kind());
        return new ConnectionRequest(
            new ForgeRequest(text(forge.url()), blankToNull(forge.platform()), blankToNull(forge.ca())),
            new ScopeRequest(
                blankToNull(scope.kind()),
                org ? text(scope.org()) : null,
                repo ? text(scope.owner()) : null,
                repo ? text(scope.repo()) : null
            ),
            token.isStored()
                ? null
                : token.isSecret()
                  ? new TokenRequest(null, blankToNull(token.secretName()), blankToNull(token.secretKey()))
                  : new TokenRequest(value == null ? null : value.open(), null, null),
            new TriggerAuthenticationRequest(
                !"none".equals(place.authentication()),
                blankToNull(place.authenticationName()),
                "cluster".equals(place.authentication())
            ),
            Stream.of(text(scope.runnerLabels()).split("[,\\s]+", -1))
                .filter(l -> !l.isEmpty())
                .toList(),
            blankToNull(place.nameOverride()),
            blankToNull(place.fullnameOverride()),
            pairs(place.labels()),
            pairs(place.annotations())
        );
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return text(value).isEmpty() ? null : text(value);
    }

    /** A line without {@code =} becomes a key without a value, which the check then names. */
    private static Map<String, String> pairs(@Nullable String lines) {
        var pairs = new LinkedHashMap<String, String>();
        for (String line : List.of(text(lines).split("\\R", -1))) {
            if (!line.isBlank()) {
                String[] pair = line.split("=", 2);
                pairs.put(pair[0].strip(), pair.length > 1 ? pair[1].strip() : "");
            }
        }
        return pairs;
    }

    /** Creates a draft of what a Helm release is as a connection. A token in it is left out. */
    public static Draft read(String namespace, String name, ConnectionRequest request) {
        ForgeRequest forge = request.forge();
        ScopeRequest scope = request.scope();
        TokenRequest token = request.token();
        TriggerAuthenticationRequest authentication = request.triggerAuthentication();
        boolean creates = authentication == null || !Boolean.FALSE.equals(authentication.create());
        return new Draft(
            new ForgeStep(forge == null ? null : forge.url(), "auto", forge == null ? null : forge.ca()),
            new TokenStep(
                token == null ? "value" : "secret",
                null,
                token == null ? null : token.secretName(),
                token == null ? null : token.secretKey()
            ),
            scope == null
                ? new ScopeStep("admin", null, null, null, null)
                : new ScopeStep(scope.kind(), scope.org(), scope.owner(), scope.repo(), null),
            new PlaceStep(
                namespace,
                null,
                name,
                creates ? "namespaced" : "none",
                authentication == null ? null : authentication.name(),
                request.nameOverride(),
                request.fullnameOverride(),
                lines(request.additionalLabels()),
                lines(request.additionalAnnotations())
            ),
            Draft.Origin.HELM_RELEASE
        );
    }

    private static @Nullable String lines(@Nullable Map<String, String> pairs) {
        return pairs == null
            ? null
            : pairs
                  .entrySet()
                  .stream()
                  .map(each -> each.getKey() + "=" + each.getValue())
                  .collect(Collectors.joining("\n"));
    }
}
