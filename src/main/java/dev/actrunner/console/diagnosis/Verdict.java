package dev.actrunner.console.diagnosis;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;

/** Lists what a probe's checks can come to. */
public enum Verdict {
    /** KEDA would scale. */
    READY,
    /** KEDA would scale, and something deserves a look. */
    WARNING,
    /** KEDA would not scale. */
    FAILED;

    /** As JSON and pages write it: {@code ready}, {@code warning}, {@code failed}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The worst status decides. */
    public static Verdict of(Collection<Check> checks) {
        if (checks.stream().anyMatch(c -> c.status() == CheckStatus.FAIL)) {
            return FAILED;
        }
        return checks.stream().anyMatch(c -> c.status() == CheckStatus.WARN) ? WARNING : READY;
    }
}
