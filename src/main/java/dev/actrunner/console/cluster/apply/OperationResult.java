package dev.actrunner.console.cluster.apply;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Lists what an operation can do to an object. */
public enum OperationResult {
    CREATED,
    UPDATED,
    UNCHANGED,
    DELETED,
    /** Left as it is, because it was there before the console. */
    KEPT;

    /** As JSON writes it: {@code created}, {@code updated}, … */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
