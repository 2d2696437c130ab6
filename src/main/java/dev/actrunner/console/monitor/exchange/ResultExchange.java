package dev.actrunner.console.monitor.exchange;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.SharedResults;
import dev.actrunner.console.monitor.SharedResults.Result;
import dev.actrunner.console.monitor.exchange.ResultPage.Item;
import dev.actrunner.console.replica.Member;
import dev.actrunner.console.replica.ReplicaGroup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks the other replicas twice a second for what they have found out. A replica takes its share of the connections once it knows
 * what the others know, so that nothing it shows is older than what they show.
 */
@Component
class ResultExchange {

    private static final Logger LOG = LoggerFactory.getLogger(ResultExchange.class);
    /** Shorter than receivers wait for what comes together, so that what was told is known to the others. */
    private static final Duration PERIOD = Duration.ofMillis(500);
    /** Whatever the others and the cluster do, a replica does not wait longer to begin. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    /** For the watch to tell of a connection that another replica knows already. */
    private static final Duration LONGEST_HELD = Duration.ofMinutes(1);

    private final ReplicaGroup replicas;
    private final Monitor monitor;
    private final SharedResults results;
    private final ResultCodec codec;
    private final String cluster;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(3))
        .build();
    private final Map<String, ResultClient> clients = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final List<Held> held = new ArrayList<>();
    private volatile boolean isRunning = true;

    /** A result of a connection that is not known here yet. */
    private record Held(Item item, Instant since) {}

    ResultExchange(
        ReplicaGroup replicas,
        Monitor monitor,
        SharedResults results,
        ResultCodec codec,
        Clock clock,
        ClusterProperties properties
    ) {
        this.cluster = properties.remote();
        this.replicas = replicas;
        this.monitor = monitor;
        this.results = results;
        this.codec = codec;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (replicas.isEnabled()) {
            Thread.ofVirtual().name("exchange").start(this::run);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        isRunning = false;
    }

    private void run() {
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (isRunning) {
                boolean isComplete = askAll(threads);
                // The console of a remote cluster has no say in when the process joins.
                if (
                    cluster.isEmpty() &&
                    ((isComplete && monitor.isWatchComplete()) || System.nanoTime() - begin > LONGEST_WAIT.toNanos())
                ) {
                    replicas.join();
                }
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the group could be seen, and everybody in it has told all. */
    private boolean askAll(ExecutorService threads) {
        List<Member> others = replicas.others();
        clients.keySet().retainAll(others.stream().map(Member::name).toList());
        List<Future<Boolean>> asked = others
            .stream()
            .map(other -> threads.submit(() -> ask(other)))
            .toList();
        boolean isComplete = replicas.hasLooked();
        for (Future<Boolean> each : asked) {
            isComplete &= CurrentIdentity.result(each);
        }
        return isComplete;
    }

    private boolean ask(Member member) throws InterruptedException {
        ResultClient client = clients.compute(member.name(), (_, before) ->
            before != null && before.member().equals(member)
                ? before
                : new ResultClient(http, codec, clock, member, cluster)
        );
        try {
            ResultPage page;
            do {
                page = client.next();
                adopt(page.items());
            } while (!page.isEnd() && isRunning);
            failures.remove(member.name());
            return true;
        } catch (IOException | RuntimeException | Error e) {
            // Whatever goes wrong with one answer, the next question comes.
            String reason = e.toString();
            if (!reason.equals(failures.put(member.name(), reason))) {
                LOG.warn("The replica {} does not tell what it knows: {}", member.name(), reason);
            }
            return false;
        }
    }

    private synchronized void adopt(List<Item> items) {
        Instant now = clock.instant();
        held.removeIf(each -> each.since().plus(LONGEST_HELD).isBefore(now) || isAdopted(each.item()));
        items
            .stream()
            .filter(item -> !isAdopted(item))
            .forEach(item -> held.add(new Held(item, now)));
    }

    private boolean isAdopted(Item item) {
        try {
            return results.adopt(
                item.key(),
                connection -> ResultPage.target(connection).equals(item.target()),
                new Result(item.observed(), item.counted(), item.problem(), item.history())
            );
        } catch (ConnectionException.Invalid | IllegalArgumentException e) {
            LOG.debug("A result is not taken over: {}", e.getMessage());
            return true;
        } catch (RuntimeException e) {
            // Whatever goes wrong with one, the others are taken over.
            LOG.warn("The result of {} is not taken over", item.key(), e);
            return true;
        }
    }
}
