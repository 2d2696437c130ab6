package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the connections that are monitored, by namespace and name. */
final class MonitoredConnections {

    private final ConcurrentSkipListMap<ConnectionKey, MonitoredConnection> entries = new ConcurrentSkipListMap<>();

    /**
     * What an update did.
     *
     * @param isNew whether the connection was not monitored before
     * @param changed whether it is new or another than before
     */
    record Update(MonitoredConnection entry, boolean isNew, boolean changed) {}

    /** Adds a connection, or sets what the cluster says that it is. */
    Update update(ConnectionKey key, Subject subject) {
        boolean isNew = !entries.containsKey(key);
        MonitoredConnection entry = entries.computeIfAbsent(key, it -> new MonitoredConnection(it, subject));
        boolean changed = entry.update(subject);
        return new Update(entry, isNew, changed || isNew);
    }

    /** Removes a connection, and returns whether it was there. */
    boolean remove(ConnectionKey key) {
        return entries.remove(key) != null;
    }

    /** Returns a connection, empty where none of that name is monitored. */
    Optional<MonitoredConnection> find(ConnectionKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    int size() {
        return entries.size();
    }

    /** Returns the status of every connection, by namespace and name. */
    List<ConnectionStatus> statuses() {
        return statusesAfter(null).toList();
    }

    /** Returns the status of every connection after one, null for all. */
    Stream<ConnectionStatus> statusesAfter(@Nullable ConnectionKey key) {
        var rest = key == null ? entries : entries.tailMap(key, false);
        return rest.values().stream().map(MonitoredConnection::status);
    }

    /** Returns the other connections to the same forge. */
    Stream<Connection> othersOnForge(Connection connection) {
        String origin = connection.forge().origin();
        return connections().filter(c -> c.forge().origin().equals(origin) && !c.key().equals(connection.key()));
    }

    private Stream<Connection> connections() {
        return entries
            .values()
            .stream()
            .map(entry -> entry.status().connection())
            .filter(Objects::nonNull);
    }

    /** Returns the forges that connections read. */
    Set<ForgeUrl> forges() {
        return connections().map(Connection::forge).collect(Collectors.toSet());
    }

    /** Returns the namespaces that have connections. */
    Set<String> namespaces() {
        return entries.keySet().stream().map(ConnectionKey::namespace).collect(Collectors.toSet());
    }
}
