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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a draft into the request that the REST API takes, so that both go through the same checks. */
final class DraftRequest {

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
}
