package dev.actrunner.console.connection.batch;

import dev.actrunner.console.connection.request.ConnectionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections that have a forge and a token in common.
 *
 * @param namespace the namespace of all of them
 * @param connection what they have in common; its {@code scope} is absent
 * @param items the connections, 200 at most
 */
public record BatchRequest(
    @Nullable String namespace,
    @Nullable ConnectionRequest connection,
    @Nullable List<@Nullable ItemRequest> items
) {
    /**
     * One of the connections.
     *
     * @param name its name
     * @param scope whose jobs are counted
     */
    public record ItemRequest(@Nullable String name, ConnectionRequest.@Nullable ScopeRequest scope) {}
}
