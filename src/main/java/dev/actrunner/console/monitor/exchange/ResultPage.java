package dev.actrunner.console.monitor.exchange;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.monitor.ConnectionStatus.Counted;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the results that a replica has found out, in the order in which it did.
 *
 * @param nonce what the request had, so that no answer is taken twice
 * @param process tells the replica's process from the one before, whose numbers meant something else
 * @param last the number of the last result, to go on with
 * @param isEnd whether there are no more now
 */
record ResultPage(String nonce, String process, long last, boolean isEnd, List<Item> items) {
    /**
     * A connection's result.
     *
     * @param target the forge and the scope that were asked, as {@link #target} writes them
     * @param problem why it cannot be probed now, null where it can
     * @param history all that its probes found, for a replica that asks for the first time; null otherwise
     */
    record Item(
        String namespace,
        String name,
        String target,
        Observed observed,
        @Nullable Counted counted,
        @Nullable String problem,
        @Nullable String history
    ) {
        ConnectionKey key() {
            return new ConnectionKey(namespace, name);
        }
    }

    /** Returns what a connection asks, so that a result is not taken for another's that has its name now. */
    static String target(Connection connection) {
        return connection.forge().value() + " " + connection.scope().kind() + " " + connection.scope().subject();
    }
}
