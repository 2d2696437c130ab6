package dev.actrunner.console.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Of several replicas one posts. */
class OutboxTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicBoolean isMine = new AtomicBoolean();
    private final List<Instant> posted = new CopyOnWriteArrayList<>();
    private final Outbox outbox = new Outbox(
        new Outbox.Post() {
            @Override
            public boolean isMine() {
                return isMine.get();
            }

            @Override
            public Duration gap() {
                return Duration.ofSeconds(20);
            }
        },
        () -> {},
        messages -> messages.forEach(message -> posted.add(message.at()))
    );

    private void add(int second) {
        Instant at = NOON.plusSeconds(second);
        outbox.add(Message.test(at), at);
    }

    @Test
    void theLeaderPosts() {
        isMine.set(true);
        add(0);
        await().untilAsserted(() -> assertThat(posted).containsExactly(NOON));
    }

    @Test
    void whoTakesOverPostsWhatTheLeaderBeforeMayNotHavePosted() {
        add(0);
        add(15);
        add(25);
        assertThat(posted).isEmpty();
        isMine.set(true);
        outbox.takeOver(NOON.plusSeconds(30));
        await().untilAsserted(() -> assertThat(posted).containsExactly(NOON.plusSeconds(15), NOON.plusSeconds(25)));
        outbox.takeOver(NOON.plusSeconds(30));
        add(31);
        await().untilAsserted(() -> assertThat(posted).hasSize(3).endsWith(NOON.plusSeconds(31)));
    }
}
