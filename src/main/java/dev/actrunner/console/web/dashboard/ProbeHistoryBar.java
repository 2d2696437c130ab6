package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.monitor.ConnectionStatus;

/**
 * Draws the verdicts of the last probes as SVG paths, 3 units wide each and 16 high: a failure reaches the top, a warning
 * less far, so that colour is not all that tells them apart.
 *
 * @param probes how many there are
 * @param failures how many of them failed
 * @param warnings how many were warnings
 */
public record ProbeHistoryBar(
    String ready,
    String warning,
    String failed,
    int width,
    int probes,
    long failures,
    long warnings
) {
    private static final int STEP = 3;
    private static final int HEIGHT = 16;

    /** @param verdicts the oldest first, as {@code r}, {@code w} and {@code f} */
    static ProbeHistoryBar of(String verdicts) {
        return new ProbeHistoryBar(
            path(verdicts, 'r', 10),
            path(verdicts, 'w', 13),
            path(verdicts, 'f', HEIGHT),
            ConnectionStatus.MAX_BAR * STEP,
            verdicts.length(),
            count(verdicts, 'f'),
            count(verdicts, 'w')
        );
    }

    /** Draws a run of equal verdicts at once: a bar of one colour is a few bytes. */
    private static String path(String verdicts, char wanted, int height) {
        var path = new StringBuilder();
        int shift = ConnectionStatus.MAX_BAR - verdicts.length();
        for (int i = 0; i < verdicts.length(); i++) {
            int from = i;
            while (i < verdicts.length() && verdicts.charAt(i) == wanted) {
                i++;
            }
            if (i > from) {
                int width = (i - from) * STEP;
                path.append('M')
                    .append((shift + from) * STEP)
                    .append(' ')
                    .append(HEIGHT - height);
                path.append('h').append(width).append('v').append(height).append("h-").append(width).append('z');
            }
        }
        return path.toString();
    }

    private static long count(String verdicts, char wanted) {
        return verdicts
            .chars()
            .filter(c -> c == wanted)
            .count();
    }
}
