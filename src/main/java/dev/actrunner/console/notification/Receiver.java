package dev.actrunner.console.notification;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import dev.actrunner.console.notification.ReceiverProperties.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    /** What is wrong, and nobody wants to hear of for now. */
    private final Set<ConnectionKey> silenced = ConcurrentHashMap.newKeySet();
    private final RetryTemplate retries;

    /**
     * @param statuses the status of every connection
     * @param batchDelay waits for what comes together
     */
    Receiver(
        String name,
        ReceiverProperties properties,
        Transport transport,
        Supplier<List<ConnectionStatus>> statuses,
        Runnable batchDelay
    ) {
        this.name = name;
        this.properties = properties;
        this.transport = transport;
        this.outbox = new Outbox(batchDelay, this::send);
        this.retries = new RetryTemplate(
            RetryPolicy.builder()
                .maxRetries(properties.maxAttempts() - 1L)
                .delay(properties.retryDelay())
                .multiplier(2)
                .build()
        );
        this.incidents = new Incidents(
            forge ->
                (int) statuses
                    .get()
                    .stream()
                    .filter(status -> status.forgeHost().equals(forge) && concerns(status))
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
        if (status == null || !concerns(status)) {
            incidents.forget(changed.key());
            silenced.remove(changed.key());
            return;
        }
        Verdict verdict = status.verdict();
        if (verdict == null) {
            // New, or to another forge than before.
            incidents.forget(changed.key());
            return;
        }
        if (status.problem() != null) {
            return;
        }
        boolean isOver = isBelow(verdict);
        if (status.isSilenced(now)) {
            incidents.forget(changed.key());
            if (isOver) {
                silenced.remove(changed.key());
            } else {
                silenced.add(changed.key());
            }
            return;
        }
        // What nobody wanted to hear of, and lasts, is news now.
        Verdict before = silenced.remove(changed.key()) ? Verdict.READY : changed.previousVerdict();
        if (!isOver || (before != null && !isBelow(before))) {
            incidents
                .record(status, before, isOver, now)
                .stream()
                .filter(message -> message.event() == Message.Event.RECOVERY || !status.isAcknowledged())
                .forEach(outbox::add);
        }
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
        for (ConnectionKey key : List.copyOf(silenced)) {
            ConnectionStatus found = status.apply(key);
            record(new ConnectionStatusChanged(key, found == null ? null : found.verdict(), found), now);
        }
        if (properties.reminder() == null) {
            return;
        }
        incidents
            .due(properties.reminder(), now, key -> {
                ConnectionStatus found = status.apply(key);
                return found == null || found.isSilenced(now) || found.isAcknowledged();
            })
            .forEach(outbox::add);
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
