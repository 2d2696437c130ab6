package dev.actrunner.console.advice;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order in which a person would write them. */
final class LinkedMaps {

    private LinkedMaps() {}

    /** @param pairs keys and values in turn */
    static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
