package dev.actrunner.console.web.setup;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.secret.EncryptedText;
import org.jspecify.annotations.Nullable;

/**
 * Holds what somebody has entered in the wizard so far, exactly as they typed it.
 *
 * @param token kept until it is applied, and never shown again
 * @param place where the connection goes and how its objects are called
 * @param origin what it began with
 */
public record Draft(ForgeStep forge, TokenStep token, ScopeStep scope, PlaceStep place, Origin origin) {
    private static final String STORED = "stored";

    /** Lists what a draft can begin with. */
    enum Origin {
        NOTHING,
        CONNECTION,
        HELM_RELEASE,
        /** Another connection's forge and token, which is for that forge alone. */
        OTHER_CONNECTION,
    }

    /** Whether it changes a connection that is there. */
    public boolean changes() {
        return origin == Origin.CONNECTION;
    }

    /** Whether it adopts what the Helm chart installed. */
    public boolean adopts() {
        return origin == Origin.HELM_RELEASE;
    }

    /** The first step. */
    record ForgeStep(@Nullable String url, @Nullable String platform, @Nullable String ca) {}

    /** The third step as the form sends it. */
    record TokenInput(
        @Nullable String source,
        @Nullable String value,
        @Nullable String secretName,
        @Nullable String secretKey
    ) {
        /** Whether spaces or newlines came along with the token, as they do when it is pasted. */
        boolean hasSpaceAround() {
            return value != null && !value.equals(value.strip());
        }

        TokenStep encrypted() {
            String plain = text(value);
            return new TokenStep(source, plain.isEmpty() ? null : EncryptedText.of(plain), secretName, secretKey);
        }

        @Override
        public String toString() {
            return "TokenInput[***]";
        }
    }

    /**
     * The third step: the token, or the Secret that has it.
     *
     * @param source {@code value}, {@code secret}, or {@code stored} for the one that a connection has
     */
    record TokenStep(
        @Nullable String source,
        @Nullable EncryptedText value,
        @Nullable String secretName,
        @Nullable String secretKey
    ) {
        /** Whether the token of a connection that is changed stays. */
        public boolean isStored() {
            return STORED.equals(source);
        }

        boolean isSecret() {
            return "secret".equals(source);
        }

        /** Whether there is a token already that need not be entered again. */
        public boolean isEntered() {
            return value != null;
        }

        /** This step, with the token of an earlier try where the field was left empty. */
        TokenStep orKeep(TokenStep earlier) {
            return isStored() || isSecret() || isEntered()
                ? this
                : new TokenStep(source, earlier.value, secretName, secretKey);
        }
    }

    /**
     * The second step.
     *
     * @param runnerLabels names with commas or spaces between
     */
    record ScopeStep(
        @Nullable String kind,
        @Nullable String org,
        @Nullable String owner,
        @Nullable String repo,
        @Nullable String runnerLabels
    ) {
        /** As {@link dev.actrunner.console.forge.JobScope#subject()}, of what is being entered. */
        public String subject() {
            return "org".equals(kind) ? String.valueOf(org) : "repo".equals(kind) ? owner + "/" + repo : "";
        }
    }

    /**
     * The fourth step.
     *
     * @param createNamespace absent where the box is not ticked
     * @param authentication {@code none}, {@code cluster}, or anything else for the kind that serves one namespace
     * @param labels {@code key=value}, one a line
     * @param annotations {@code key=value}, one a line
     */
    record PlaceStep(
        @Nullable String namespace,
        @Nullable Boolean createNamespace,
        @Nullable String name,
        @Nullable String authentication,
        @Nullable String authenticationName,
        @Nullable String nameOverride,
        @Nullable String fullnameOverride,
        @Nullable String labels,
        @Nullable String annotations
    ) {
        /** Whether to make the namespace where it is missing. */
        public boolean createsNamespace() {
            return Boolean.TRUE.equals(createNamespace);
        }
    }

    /** Creates an empty draft for a namespace and a name, which may be empty too. */
    static Draft at(String namespace, String name) {
        return new Draft(
            new ForgeStep(null, "auto", null),
            new TokenStep("value", null, null, null),
            new ScopeStep("admin", null, null, null, null),
            new PlaceStep(namespace, null, name, "namespaced", null, null, null, null, null),
            Origin.NOTHING
        );
    }

    /** Creates a draft of a connection that is to be changed. The token stays the stored one unless another is entered. */
    public static Draft of(Connection connection) {
        JobScope scope = connection.scope();
        AuthenticationRef authentication = connection.authentication();
        SecretRef secret = connection.token();
        return new Draft(
            new ForgeStep(
                connection.forge().value(),
                "auto",
                connection.ca() == null ? null : connection.ca().toString()
            ),
            new TokenStep(STORED, null, secret.managed() ? null : secret.secretName(), secret.secretKey()),
            new ScopeStep(
                scope.kind(),
                scope instanceof JobScope.Org(String org) ? org : null,
                scope instanceof JobScope.Repo(String owner, _) ? owner : null,
                scope instanceof JobScope.Repo(_, String repo) ? repo : null,
                connection.labels().toString()
            ),
            new PlaceStep(
                connection.key().namespace(),
                null,
                connection.key().name(),
                authentication == null ? "none" : authentication.servesEveryNamespace() ? "cluster" : "namespaced",
                authentication == null ? null : authentication.name(),
                null,
                null,
                null,
                null
            ),
            Origin.CONNECTION
        );
    }

    /** Creates a draft of others on the forge of a connection, with its token. */
    static Draft beside(Connection connection, ApiToken token) {
        return new Draft(
            of(connection).forge,
            new TokenInput("value", token.reveal(), null, null).encrypted(),
            new ScopeStep("org", null, null, null, null),
            at(connection.key().namespace(), "").place,
            Origin.OTHER_CONNECTION
        );
    }

    /** The token of another connection does not go to another forge, nor to one that another authority vouches for. */
    Draft with(ForgeStep step) {
        boolean isElsewhere = !text(step.url).equals(text(forge.url)) || !text(step.ca).equals(text(forge.ca));
        return origin == Origin.OTHER_CONNECTION && isElsewhere
            ? new Draft(step, new TokenStep("value", null, null, null), scope, place, Origin.NOTHING)
            : new Draft(step, token, scope, place, origin);
    }

    Draft with(TokenInput step) {
        return new Draft(forge, step.encrypted().orKeep(token), scope, place, origin);
    }

    Draft with(ScopeStep step) {
        return new Draft(forge, token, step, place, origin);
    }

    Draft with(PlaceStep step) {
        return new Draft(forge, token, scope, step, origin);
    }

    /** The same without the token, once that is in its Secret. */
    Draft withoutToken() {
        return new Draft(
            forge,
            new TokenStep(token.source, null, token.secretName, token.secretKey),
            scope,
            place,
            origin
        );
    }

    String namespace() {
        return text(place.namespace);
    }

    String name() {
        return text(place.name);
    }

    /** Returns the request that the REST API would have received. */
    ConnectionRequest request() {
        return DraftRequest.of(this);
    }

    /** Returns what was entered without spaces around it, empty for nothing. */
    static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
