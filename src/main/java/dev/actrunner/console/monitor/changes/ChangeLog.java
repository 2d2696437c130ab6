package dev.actrunner.console.monitor.changes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers in which order things last changed, each once, so that whoever asks from time to time misses none and gets no
 * change that another came after.
 */
public final class ChangeLog<K> {

    private final TreeMap<Long, K> byNumber = new TreeMap<>();
    private final Map<K, Long> numbers = new HashMap<>();
    private long last;

    /**
     * A change.
     *
     * @param number larger than that of every change before
     */
    public record Change<K>(long number, K thing) {}

    /** Records that a thing has changed. */
    public synchronized void add(K thing) {
        remove(thing);
        last++;
        byNumber.put(last, thing);
        numbers.put(thing, last);
    }

    /** Forgets a thing. */
    public synchronized void remove(K thing) {
        Long before = numbers.remove(thing);
        if (before != null) {
            byNumber.remove(before);
        }
    }

    /** Returns what changed after a number, in its order. */
    public synchronized List<Change<K>> after(long number, int most) {
        return byNumber
            .tailMap(number, false)
            .entrySet()
            .stream()
            .limit(most)
            .map(each -> new Change<>(each.getKey(), each.getValue()))
            .toList();
    }
}
