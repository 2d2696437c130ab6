package dev.actrunner.console.notification;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import dev.actrunner.console.notification.Incidents.Change;
import dev.actrunner.console.notification.ReceiverProperties.Severity;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Tells a receiver what it wants to know, on a thread of its own, so that nobody waits for it. */
final class Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final String name;
    private final ReceiverProperties properties;
    private final Transport transport;
    private final Outbox outbox;
    private final Incidents incidents;
    private final RetryTemplate retries;

    /**
     * @param statuses the status of every connection
     * @param leader who posts, of several replicas
     * @param batchDelay waits for what comes together
     */
    Receiver(
        String name,
        ReceiverProperties properties,
        Transport transport,
        Supplier<List<ConnectionStatus>> statuses,
        Outbox.Post leader,
        Runnable batchDelay
    ) {
        this.name = name;
        this.properties = properties;
        this.transport = transport;
        this.outbox = new Outbox(leader, batchDelay, this::send);
        this.retries = new RetryTemplate(
            RetryPolicy.builder()
                .maxRetries(properties.maxAttempts() - 1L)
                .delay(properties.retryDelay())
                .multiplier(2)
                .build()
        );
        this.incidents = new Incidents(
            origin ->
                (int) statuses
                    .get()
                    .stream()
                    .filter(status -> status.forgeOrigin().equals(origin) && concerns(status))
                    .count()
        );
    }

    String name() {
        return name;
    }

    ReceiverProperties properties() {
        return properties;
    }

    void record(ConnectionStatusChanged changed, Instant now) {
        ConnectionStatus status = changed.status();
        if (status == null || status.observed() == null || !concerns(status)) {
            // Gone, or new, or to another forge than before.
            tell(incidents.forget(changed.key()), now);
            return;
        }
        if (status.problem() != null) {
            return;
        }
        Verdict before = changed.previousVerdict();
        boolean isOver = isBelow(status.observed().verdict());
        if (!isOver || (before != null && !isBelow(before))) {
            tell(
                incidents.record(new Change(status, status.observed(), before, isOver, !isUnwanted(status, now), now)),
                now
            );
        }
    }

    private void tell(List<Message> messages, Instant now) {
        messages.forEach(message -> outbox.add(message, now));
    }

    /** Sends what the replica before may not have sent. */
    void takeOver(Instant now) {
        outbox.takeOver(now);
    }

    /** Whether nobody wants to hear what is wrong with a connection. */
    private static boolean isUnwanted(@Nullable ConnectionStatus status, Instant now) {
        return status == null || status.isSilenced(now) || status.isAcknowledged();
    }

    private boolean concerns(ConnectionStatus status) {
        return (
            (properties.namespaces().isEmpty() || properties.namespaces().contains(status.key().namespace())) &&
            (properties.forges().isEmpty() ||
                properties.forges().stream().anyMatch(status.forgeHost()::equalsIgnoreCase))
        );
    }

    /** Whether a verdict is not worth a word to this receiver. */
    private boolean isBelow(Verdict verdict) {
        return verdict == Verdict.READY || (verdict == Verdict.WARNING && properties.severity() == Severity.FAILED);
    }

    /**
     * Tells again what lasts, and for the first time what lasts after it was silenced.
     *
     * @param status finds the status of a connection, null where it is gone
     */
    void remind(Function<ConnectionKey, @Nullable ConnectionStatus> status, Instant now) {
        tell(incidents.due(properties.reminder(), now, key -> isUnwanted(status.apply(key), now)), now);
    }

    /**
     * Sends a message that says nothing but that messages arrive.
     *
     * @return what the receiver answered, in a few words
     * @throws RuntimeException where it does not take it
     */
    String test(Instant now) {
        return transport
            .requests(List.of(Message.test(now)))
            .getFirst()
            .get();
    }

    /** Where one fails all its attempts, the others are dropped too: the receiver is not there. */
    private void send(List<Message> messages) {
        try {
            for (Supplier<String> request : transport.requests(messages)) {
                retries.execute(request::get);
            }
        } catch (RetryException e) {
            // The text of its cause has the address, which may be a password.
            String reason = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
            LOG.error("The receiver {} does not take all of {} messages: {}", name, messages.size(), reason);
        }
    }
}
