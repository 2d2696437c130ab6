package dev.actrunner.console.monitor.history;

import dev.actrunner.console.diagnosis.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Keeps the last so many samples, the oldest first, in nine bytes each: a connection's history is there ten thousand times.
 * It takes no more than what it holds, and twice that at most while it grows. Not for use by several threads at a time.
 */
final class SampleRing {

    /** The worst last; a sample's byte is a place in it. */
    private static final List<Verdict> VERDICTS = List.of(Verdict.READY, Verdict.WARNING, Verdict.FAILED);

    static final int BYTES = Integer.BYTES + 1 + 2 * Character.BYTES;
    private static final int FIRST_CAPACITY = 8;
    /** Stands for a figure that there was not; figures end one before it. */
    private static final char NONE = Character.MAX_VALUE;

    private final int max;
    private ByteBuffer samples = ByteBuffer.allocate(FIRST_CAPACITY * BYTES);
    private int first;
    private int size;

    /** @param max how many samples are kept, at least eight */
    SampleRing(int max) {
        this.max = max;
    }

    /** Adds a sample; where the ring is full, the oldest goes. Times are kept to the second, figures up to 65,534. */
    void add(Sample sample) {
        if (size == capacity() && size < max) {
            grow();
        }
        write(samples, offset(size), sample);
        if (size < capacity()) {
            size++;
        } else {
            first = (first + 1) % capacity();
        }
    }

    /** Removes the samples after a time: they are of a clock that was set back since. */
    void dropAfter(Instant time) {
        while (size > 0 && at(size - 1).isAfter(time)) {
            size--;
        }
    }

    /** Writes a sample in {@link #BYTES} bytes. */
    static void write(ByteBuffer bytes, int at, Sample sample) {
        bytes.putInt(at, (int) sample.at().getEpochSecond());
        bytes.put(at + 4, (byte) VERDICTS.indexOf(sample.verdict()));
        bytes.putChar(at + 5, figure(sample.pending()));
        bytes.putChar(at + 7, figure(sample.latencyMs()));
    }

    /** Reads what {@link #write} wrote. */
    static Sample read(ByteBuffer bytes, int at) {
        return new Sample(
            Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt(at))),
            VERDICTS.get(bytes.get(at + 4)),
            number(bytes.getChar(at + 5)),
            number(bytes.getChar(at + 7))
        );
    }

    private int capacity() {
        return samples.capacity() / BYTES;
    }

    private int offset(int index) {
        return ((first + index) % capacity()) * BYTES;
    }

    /** Only while nothing was lost yet, so that the first is where the buffer begins. */
    private void grow() {
        samples = ByteBuffer.allocate(Math.min(max, 2 * capacity()) * BYTES).put(samples.rewind());
    }

    private static char figure(int number) {
        return number < 0 ? NONE : (char) Math.min(number, NONE - 1);
    }

    private static int number(char figure) {
        return figure == NONE ? -1 : figure;
    }

    int size() {
        return size;
    }

    /** Returns a sample, 0 for the oldest. */
    Sample get(int index) {
        return read(samples, offset(index));
    }

    Instant at(int index) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(samples.getInt(offset(index))));
    }

    Verdict verdict(int index) {
        return VERDICTS.get(samples.get(offset(index) + 4));
    }

    /** Returns the bytes that it takes once it is full. */
    long maxBytes() {
        return (long) max * BYTES;
    }
}
