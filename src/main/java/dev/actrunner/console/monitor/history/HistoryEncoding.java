package dev.actrunner.console.monitor.history;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes a history in nine bytes a sample, as it is kept, and these in base64. */
final class HistoryEncoding {

    private HistoryEncoding() {}

    static String encode(HistorySnapshot history) {
        int samples = history.points().size() + history.hours().size() + history.transitions().size();
        ByteBuffer bytes = ByteBuffer.allocate(4 * Integer.BYTES + samples * SampleRing.BYTES);
        put(bytes, history.points());
        put(bytes, history.hours());
        put(
            bytes,
            history
                .transitions()
                .stream()
                .map(each -> new Sample(each.at(), each.verdict(), -1, -1))
                .toList()
        );
        Instant restoredAt = history.restoredAt();
        bytes.putInt(restoredAt == null ? 0 : (int) restoredAt.getEpochSecond());
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
    static HistorySnapshot decode(String encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
        try {
            return new HistorySnapshot(
                samples(bytes),
                samples(bytes),
                samples(bytes)
                    .stream()
                    .map(each -> new StatusTransition(each.at(), each.verdict()))
                    .toList(),
                restoredAt(bytes)
            );
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("is no history", e);
        }
    }

    /** Null where nothing was restored, and where a replica of the release before said nothing of it. */
    private static @Nullable Instant restoredAt(ByteBuffer bytes) {
        int seconds = bytes.hasRemaining() ? bytes.getInt() : 0;
        return seconds == 0 ? null : Instant.ofEpochSecond(Integer.toUnsignedLong(seconds));
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
