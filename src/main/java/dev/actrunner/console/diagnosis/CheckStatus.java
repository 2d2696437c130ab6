package dev.actrunner.console.diagnosis;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Lists how a check can end. */
public enum CheckStatus {
    PASS,
    WARN,
    FAIL,
    /** An earlier failure left nothing to look at. */
    SKIPPED;

    /** As JSON and pages write it: {@code pass}, {@code warn}, {@code fail}, {@code skipped}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
