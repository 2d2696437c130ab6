package dev.actrunner.console.monitor.history;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Encodes a history in nine bytes a sample, as it is kept, and these in base64. */
final class HistoryEncoding {

    private HistoryEncoding() {}

    /** A history that was encoded, each part the oldest first. */
    record Decoded(List<Sample> points, List<Sample> hours, List<StatusTransition> transitions) {}

    static String encode(List<Sample> points, List<Sample> hours, List<StatusTransition> transitions) {
        int samples = points.size() + hours.size() + transitions.size();
        ByteBuffer bytes = ByteBuffer.allocate(3 * Integer.BYTES + samples * SampleRing.BYTES);
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
            SampleRing.write(bytes, bytes.position(), sample);
            bytes.position(bytes.position() + SampleRing.BYTES);
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
            samples.add(SampleRing.read(bytes, bytes.position()));
            bytes.position(bytes.position() + SampleRing.BYTES);
        }
        return samples;
    }
}
