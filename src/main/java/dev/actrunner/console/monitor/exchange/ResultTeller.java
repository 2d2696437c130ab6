package dev.actrunner.console.monitor.exchange;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.SharedResults;
import dev.actrunner.console.monitor.changes.ChangeLog.Change;
import dev.actrunner.console.monitor.exchange.ResultSources.ResultSource;
import dev.actrunner.console.replica.ReplicaGroup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells other replicas what this one has found out in its cluster. Only what their common key sealed is answered, and sealed in turn. */
@Component
class ResultTeller implements ResultSource {

    private static final int MOST = 200;
    /** Between the clocks of two nodes. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final String process = UUID.randomUUID().toString();
    private final SharedResults results;
    private final Monitor monitor;
    private final ReplicaGroup replicas;
    private final ResultCodec codec;
    private final Clock clock;
    private final ResultSources sources;
    private final String cluster;

    ResultTeller(
        SharedResults results,
        Monitor monitor,
        ReplicaGroup replicas,
        ResultCodec codec,
        Clock clock,
        ResultSources sources,
        ClusterProperties properties
    ) {
        this.sources = sources;
        this.cluster = properties.remote();
        this.results = results;
        this.monitor = monitor;
        this.replicas = replicas;
        this.codec = codec;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        sources.add(cluster, this);
    }

    @PreDestroy
    void end() {
        sources.remove(cluster, this);
    }

    /** @param request a sealed {@link ResultRequest} */
    @Override
    public Optional<byte[]> read(String request) {
        Instant now = clock.instant();
        return codec
            .openRequest(request)
            .filter(each -> each.to().equals(replicas.self().name()))
            .filter(each -> Duration.between(each.at(), now).abs().compareTo(SKEW) < 0)
            .map(asked -> codec.seal(page(asked, now)));
    }

    private ResultPage page(ResultRequest request, Instant now) {
        // A replica that knows nothing of this process is told all.
        long after = request.process().equals(process) ? request.after() : 0;
        List<Change<ConnectionKey>> changes = results.changesAfter(after, MOST);
        return new ResultPage(
            request.nonce(),
            process,
            changes.isEmpty() ? after : changes.getLast().number(),
            changes.size() < MOST,
            changes
                .stream()
                .flatMap(change -> item(change.thing(), request.withHistory() ? now : null))
                .toList()
        );
    }

    /** @param historyUntil null for no history */
    private Stream<ResultPage.Item> item(ConnectionKey key, @Nullable Instant historyUntil) {
        ConnectionStatus status = monitor.status(key).orElse(null);
        Connection connection = status == null ? null : status.connection();
        if (status == null || connection == null || status.observed() == null) {
            return Stream.empty();
        }
        return Stream.of(
            new ResultPage.Item(
                key.namespace(),
                key.name(),
                ResultPage.target(connection),
                status.observed(),
                status.counted(),
                status.problem(),
                historyUntil == null
                    ? null
                    : monitor
                          .history(key)
                          .map(history -> history.encode(historyUntil))
                          .orElse(null)
            )
        );
    }
}
