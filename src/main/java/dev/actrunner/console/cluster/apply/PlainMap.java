package dev.actrunner.console.cluster.apply;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies parts of objects that were read as plain maps. */
public final class PlainMap {

    private PlainMap() {}

    /** Returns a copy that may be changed, with text as keys; empty where the value is no map. */
    public static Map<String, Object> of(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> some) {
            some.forEach((key, inner) -> map.put(String.valueOf(key), inner));
        }
        return map;
    }
}
