package dev.actrunner.console.notification;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.notification.ReceiverProperties.Format;
import dev.actrunner.console.replica.Leadership;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.mail.MailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.databind.json.JsonMapper;

/** Tells the configured receivers which connections have problems, and that these are over. */
@Component
public class Notifications {

    private final List<Receiver> receivers;
    private final Runnable stopListening;
    private final Monitor monitor;
    private final Clock clock;

    /** @throws IllegalStateException where a receiver wants mails and no mail server is configured */
    Notifications(
        NotificationProperties properties,
        JsonMapper json,
        ObjectProvider<MailSender> mail,
        Monitor monitor,
        Leadership leadership,
        ClusterProperties cluster,
        Clock clock
    ) {
        this.monitor = monitor;
        this.clock = clock;
        this.receivers = properties
            .all()
            .entrySet()
            .stream()
            .map(each -> {
                ReceiverProperties receiver = each.getValue();
                Transport transport =
                    receiver.format() == Format.MAIL
                        ? new MailTransport(receiver, require(mail, each.getKey()))
                        : new HttpTransport(receiver, json);
                Transport named = messages ->
                    transport.requests(
                        messages
                            .stream()
                            .map(message -> message.in(cluster.name()))
                            .toList()
                    );
                return new Receiver(each.getKey(), receiver, named, monitor::statuses, post(leadership), () ->
                    sleep(receiver.batchDelay())
                );
            })
            .toList();
        this.stopListening = leadership.listen(() -> receivers.forEach(receiver -> receiver.takeOver(clock.instant())));
    }

    private static Outbox.Post post(Leadership leadership) {
        return new Outbox.Post() {
            @Override
            public boolean isMine() {
                return leadership.isLeader();
            }

            @Override
            public Duration gap() {
                return leadership.gap();
            }
        };
    }

    /**
     * A receiver of notifications.
     *
     * @param format {@code json}, {@code slack}, {@code teams}, {@code matrix}, {@code ntfy} or {@code mail}
     * @param target the host that notifications go to, or who gets a mail; never the whole address, which may be a password
     * @param namespaces whose connections it is about; empty for all
     * @param forges the forges whose connections it is about; empty for all
     * @param severity the least that is told: {@code warning} or {@code failed}
     */
    public record Summary(
        String name,
        Format format,
        String target,
        List<String> namespaces,
        List<String> forges,
        ReceiverProperties.Severity severity
    ) {}

    /**
     * What came of a test.
     *
     * @param accepted whether the receiver took it
     * @param answer what it answered, in a few words
     */
    public record TestResult(boolean accepted, String answer) {}

    private static MailSender require(ObjectProvider<MailSender> mail, String name) {
        MailSender sender = mail.getIfAvailable();
        // The image has a sender in any case: its application context was worked out before the settings were known.
        boolean isWithoutServer = sender instanceof JavaMailSenderImpl smtp && smtp.getHost() == null;
        if (sender == null || isWithoutServer) {
            throw new IllegalStateException(
                "The receiver " + name + " wants mails, and there is no mail server: set spring.mail.host"
            );
        }
        return sender;
    }

    private static void sleep(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void end() {
        stopListening.run();
    }

    @EventListener
    void changed(ConnectionStatusChanged changed) {
        receivers.forEach(receiver -> receiver.record(changed, clock.instant()));
    }

    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void remind() {
        receivers.forEach(receiver -> receiver.remind(key -> monitor.status(key).orElse(null), clock.instant()));
    }

    /** The receivers, in the order of the settings. */
    public List<Summary> receivers() {
        return receivers
            .stream()
            .map(receiver -> {
                ReceiverProperties settings = receiver.properties();
                return new Summary(
                    receiver.name(),
                    settings.format(),
                    settings.url() == null ? String.join(", ", settings.to()) : settings.url().getHost(),
                    settings.namespaces(),
                    settings.forges(),
                    settings.severity()
                );
            })
            .toList();
    }

    /**
     * Sends a receiver a message that says nothing but that messages arrive, and waits for the answer.
     *
     * @throws ReceiverNotFoundException where there is none of that name
     */
    public TestResult test(String name) {
        Receiver receiver = receivers
            .stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new ReceiverNotFoundException(name));
        TestResult result = send(receiver);
        Audit.write(
            "notification.test",
            name,
            result.accepted() ? AuditOutcome.DONE : AuditOutcome.FAILED,
            List.of(),
            result.accepted() ? "" : "not-accepted"
        );
        return result;
    }

    private TestResult send(Receiver receiver) {
        try {
            return new TestResult(true, receiver.test(clock.instant()));
        } catch (RestClientResponseException e) {
            return new TestResult(false, "HTTP " + e.getStatusCode().value());
        } catch (RuntimeException e) {
            // Its own text has the address, which may be a password.
            Throwable root = e.getCause() == null ? e : e.getCause();
            return new TestResult(false, root.getClass().getSimpleName());
        }
    }
}
