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
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = "/api/v1/namespaces/{ns}/connections/{name}/token",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE
)
@Tag(name = "Connections")
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
     * A new token was stored.
     *
     * @param oldToken the last eight characters of the token before, as forges list them; null where there was none
     */
    record RotationResource(String namespace, String name, @Nullable String oldToken, ProbeResource probe) {}

    /**
     * Which token to delete on the forge, and who may.
     *
     * @param oldToken as {@link RotationResource#oldToken}
     */
    record OldToken(
        @Nullable String oldToken,
        @Nullable String username,
        @Nullable String password,
        @Nullable String otp
    ) {
        @Override
        public String toString() {
            return "OldToken[***]";
        }
    }

    /** @param deleted false where the user has no such token */
    record DeletedResource(boolean deleted) {}

    @PostMapping
    @Operation(
        summary = "Replace the token",
        description = "By `value`, or by one that is made on the forge with `username`, `password` and `otp`, which are used" +
            " once and never stored. It is tried before it is stored and again as the cluster has it; if that fails (409)," +
            " the old one stays."
    )
    RotationResource rotate(@PathVariable String ns, @PathVariable String name, @RequestBody NewToken given) {
        var key = new ConnectionKey(ns, name);
        RotationResult rotated = rotation.rotate(key, given);
        monitor.record(connections.require(key), rotated.report());
        ConnectionReport visible = connections.visible(ns, rotated.report());
        return new RotationResource(ns, name, rotated.old(), ProbeResource.of(visible));
    }

    @DeleteMapping("/previous")
    @Operation(summary = "Delete the replaced token on the forge")
    DeletedResource deletePrevious(@PathVariable String ns, @PathVariable String name, @RequestBody OldToken old) {
        return new DeletedResource(
            rotation.deleteOld(
                new ConnectionKey(ns, name),
                old.oldToken() == null ? "" : old.oldToken(),
                new NewToken(null, old.username(), old.password(), old.otp())
            )
        );
    }
}
