package dev.actrunner.console.forge;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A forge's release, such as 15.0.2 of {@code 15.0.2+gitea-1.22.0} or 1.27.0 of {@code 1.27.0+dev-12-gabc}. */
public record ForgeVersion(int major, int minor, int patch) implements Comparable<ForgeVersion> {
    private static final Pattern LEADING = Pattern.compile("^v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*$");
    private static final Comparator<ForgeVersion> ORDER = Comparator.comparingInt(ForgeVersion::major)
        .thenComparingInt(ForgeVersion::minor)
        .thenComparingInt(ForgeVersion::patch);

    /**
     * @param text what {@code /api/v1/version} says
     * @return the leading numbers, or empty when the text does not begin with any
     */
    public static Optional<ForgeVersion> parse(String text) {
        var match = LEADING.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String patch = match.group(3);
        return Optional.of(
            new ForgeVersion(
                Integer.parseInt(match.group(1)),
                Integer.parseInt(match.group(2)),
                patch == null ? 0 : Integer.parseInt(patch)
            )
        );
    }

    /** Whether this is {@code other} or newer. */
    public boolean atLeast(ForgeVersion other) {
        return compareTo(other) >= 0;
    }

    /** Whether the major number is {@code major} or higher. */
    public boolean atLeast(int major) {
        return this.major >= major;
    }

    @Override
    public int compareTo(ForgeVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
