package dev.actrunner.console.monitor.history;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Encodes a history in nine bytes a sample, as it is kept, and these in base64. */
final class HistoryEncoding {

    private static final int BYTES = Integer.BYTES + 1 + 2 * Character.BYTES;

    private HistoryEncoding() {}

    /** A history that was encoded, each part the oldest first. */
    record Decoded(List<Sample> points, List<Sample> hours, List<StatusTransition> transitions) {}

    static String encode(List<Sample> points, List<Sample> hours, List<StatusTransition> transitions) {
        int samples = points.size() + hours.size() + transitions.size();
        ByteBuffer bytes = ByteBuffer.allocate(3 * Integer.BYTES + samples * BYTES);
        put(bytes, points);
        put(bytes, hours);
        put(
            bytes,
            transitions
                .stream()
                .map(each -> new Sample(each.at(), each.verdict(), -1, -1))
                .toList()
        );
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static void put(ByteBuffer bytes, List<Sample> samples) {
        bytes.putInt(samples.size());
        for (Sample sample : samples) {
            bytes.putInt((int) sample.at().getEpochSecond());
            bytes.put((byte) SampleRing.VERDICTS.indexOf(sample.verdict()));
            bytes.putChar((char) (sample.pending() + 1));
            bytes.putChar((char) (sample.latencyMs() + 1));
        }
    }

    /** @throws IllegalArgumentException where it is none */
    static Decoded decode(String encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
        try {
            return new Decoded(
                samples(bytes),
                samples(bytes),
                samples(bytes)
                    .stream()
                    .map(each -> new StatusTransition(each.at(), each.verdict()))
                    .toList()
            );
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("is no history", e);
        }
    }

    private static List<Sample> samples(ByteBuffer bytes) {
        int number = bytes.getInt();
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < number; i++) {
            samples.add(
                new Sample(
                    Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt())),
                    SampleRing.VERDICTS.get(bytes.get()),
                    bytes.getChar() - 1,
                    bytes.getChar() - 1
                )
            );
        }
        return samples;
    }
}
