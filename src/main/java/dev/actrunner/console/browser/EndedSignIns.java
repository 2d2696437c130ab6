package dev.actrunner.console.browser;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Remembers which sign-ins were ended by their owner or because the cluster no longer takes their token, until they would have
 * ended anyway: a copy of the cookie is no good any more. Replicas tell each other.
 */
@Component
public class EndedSignIns {

    /** More than people end in the time that a sign-in lasts. */
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private volatile Runnable listener = () -> {};

    EndedSignIns(Clock clock) {
        this.clock = clock;
    }

    /** Ends a sign-in, and tells who asked for it. */
    public void add(SignIn signIn) {
        addAll(Map.of(signIn.id(), signIn.until()));
        listener.run();
    }

    /** Calls this each time that a sign-in is ended here. */
    public void onAdd(Runnable task) {
        listener = task;
    }

    /**
     * Ends sign-ins that another replica ended.
     *
     * @param others by id, with the time when each would have ended anyway
     */
    public synchronized void addAll(Map<String, Instant> others) {
        ended.putAll(others);
        ended.values().removeIf(until -> until.isBefore(clock.instant()));
        int tooMany = ended.size() - MOST;
        if (tooMany > 0) {
            ended
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByValue(Comparator.<Instant>naturalOrder()))
                .limit(tooMany)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(ended::remove);
        }
    }

    /** Whether it lasts: it has neither been ended nor ended by itself. */
    public boolean isOpen(SignIn signIn) {
        return !ended.containsKey(signIn.id()) && clock.instant().isBefore(signIn.until());
    }

    /** Returns those that would not have ended yet, by id. */
    public Map<String, Instant> all() {
        Instant now = clock.instant();
        return ended
            .entrySet()
            .stream()
            .filter(each -> each.getValue().isAfter(now))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
