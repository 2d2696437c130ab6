package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.ProbeResource;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.rotate.NewToken;
import dev.actrunner.console.connection.rotate.RotationResult;
import dev.actrunner.console.connection.rotate.TokenRotation;
import dev.actrunner.console.monitor.Monitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replaces a connection's token. */
@RestController
@RequestMapping(
    path = "/api/v1/namespaces/{ns}/connections/{name}/token",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE
)
@Tag(name = "Tokens")
class TokenController {

    private final TokenRotation rotation;
    private final Connections connections;
    private final Monitor monitor;

    TokenController(TokenRotation rotation, Connections connections, Monitor monitor) {
        this.rotation = rotation;
        this.connections = connections;
        this.monitor = monitor;
    }

    /**
     * A replaced token.
     *
     * @param namespace the connection's namespace
     * @param name the connection's name
     * @param previousToken the last eight characters of the token before, as forges list them; null where there was none
     * @param probe the probe with the new token
     */
    @Schema(name = "TokenReplacement")
    record RotationResource(String namespace, String name, @Nullable String previousToken, ProbeResource probe) {}

    /**
     * Which token to delete on the forge, and the credentials of its owner, which are used once and never stored.
     *
     * @param previousToken the last eight characters of the token, as {@code previousToken} in the answer to replacing it
     * @param username the login of the token's owner
     * @param password the owner's password
     * @param otp the owner's one-time code, where the account has two-factor authentication
     */
    @Schema(name = "DeletePreviousTokenRequest")
    record PreviousToken(
        @Nullable String previousToken,
        @Nullable String username,
        @Nullable String password,
        @Nullable String otp
    ) {
        @Override
        public String toString() {
            return "PreviousToken[***]";
        }
    }

    /**
     * Whether a token was deleted.
     *
     * @param deleted false where the user has no such token
     */
    @Schema(name = "TokenDeletion")
    record DeletedResource(boolean deleted) {}

    /**
     * Replaces the stored token by {@code value}, or by one that is created on the forge with {@code username},
     * {@code password} and {@code otp}, which are used once and never stored. The new token is probed before it is stored
     * and again as the cluster returns it. If a probe fails (409), the stored token stays.
     */
    @PostMapping
    @Operation(operationId = "replaceToken", summary = "Replace the token")
    RotationResource rotate(@PathVariable String ns, @PathVariable String name, @RequestBody NewToken given) {
        var key = new ConnectionKey(ns, name);
        RotationResult rotated = rotation.rotate(key, given);
        monitor.record(connections.require(key), rotated.report());
        ConnectionReport visible = connections.visible(ns, rotated.report());
        return new RotationResource(ns, name, rotated.previousToken(), ProbeResource.of(visible));
    }

    /** Deletes the token that was replaced, on the forge. */
    @DeleteMapping("/previous")
    @Operation(operationId = "deletePreviousToken", summary = "Delete the replaced token on the forge")
    DeletedResource deletePrevious(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody PreviousToken previous
    ) {
        return new DeletedResource(
            rotation.deletePrevious(
                new ConnectionKey(ns, name),
                previous.previousToken() == null ? "" : previous.previousToken(),
                new NewToken(null, previous.username(), previous.password(), previous.otp())
            )
        );
    }
}
