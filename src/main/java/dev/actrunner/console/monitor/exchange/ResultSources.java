package dev.actrunner.console.monitor.exchange;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Knows who answers other replicas for each cluster: this console for its own, and the consoles of the remote clusters, which
 * share this with it.
 */
@Component
public class ResultSources {

    private final Map<String, ResultSource> sources = new ConcurrentHashMap<>();

    /** Answers for one cluster. */
    interface ResultSource {
        /** @return a sealed page; empty where no replica sealed the request */
        Optional<byte[]> read(String request);
    }

    void add(String cluster, ResultSource source) {
        sources.put(cluster, source);
    }

    void remove(String cluster, ResultSource source) {
        sources.remove(cluster, source);
    }

    /** @param cluster a remote one's name, empty for the console's own */
    Optional<byte[]> read(String cluster, String request) {
        return Optional.ofNullable(sources.get(cluster)).flatMap(source -> source.read(request));
    }
}
