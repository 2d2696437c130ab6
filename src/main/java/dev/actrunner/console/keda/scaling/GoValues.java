package dev.actrunner.console.keda.scaling;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts as Go reads them, and KEDA with it. */
public final class GoValues {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    /** JSON's grammar of numbers, by which {@code encoding/json} reads a {@code float64}. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,4})?");

    /** Nobody writes a longer one, and the time that a pattern takes grows with the text. */
    private static final int LONGEST = 400;

    private static final Pattern MILLISECONDS = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DURATION = Pattern.compile(
        "([+-]?)((?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+)"
    );
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, BigDecimal> NANOS = Map.of(
        "ns",
        BigDecimal.ONE,
        "us",
        BigDecimal.valueOf(1_000),
        "µs",
        BigDecimal.valueOf(1_000),
        "μs",
        BigDecimal.valueOf(1_000),
        "ms",
        BigDecimal.valueOf(1_000_000),
        "s",
        BigDecimal.valueOf(1_000_000_000),
        "m",
        BigDecimal.valueOf(60_000_000_000L),
        "h",
        BigDecimal.valueOf(3_600_000_000_000L)
    );
    private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoValues() {}

    /** {@code strconv.ParseBool}; empty where it is none. */
    public static Optional<Boolean> bool(String text) {
        if (TRUE.contains(text)) {
            return Optional.of(true);
        }
        return FALSE.contains(text) ? Optional.of(false) : Optional.empty();
    }

    /** {@code json.Unmarshal} into a {@code float64}; empty where it is none. */
    public static Optional<Double> number(String text) {
        if (text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isInfinite(number) ? Optional.empty() : Optional.of(number);
    }

    /** A duration such as {@code 5s}, or a number of milliseconds; empty where it is neither, or below 0. */
    public static Optional<Duration> duration(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher match = DURATION.matcher(text);
        if (match.matches()) {
            BigDecimal nanos = BigDecimal.ZERO;
            Matcher part = PART.matcher(match.group(2));
            while (part.find()) {
                BigDecimal unit = NANOS.getOrDefault(part.group(2), BigDecimal.ONE);
                nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
            }
            boolean usable = nanos.compareTo(MOST_NANOS) <= 0 && (!match.group(1).equals("-") || nanos.signum() == 0);
            return usable ? Optional.of(Duration.ofNanos(nanos.longValue())) : Optional.empty();
        }
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (!MILLISECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        long milliseconds = Long.parseLong(text);
        return milliseconds < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds));
    }

    /** {@code strings.Split} at commas and {@code strings.TrimSpace}: what is between two commas may be empty. */
    public static List<String> list(String text) {
        return List.of(text.split(",", -1)).stream().map(String::strip).toList();
    }
}
