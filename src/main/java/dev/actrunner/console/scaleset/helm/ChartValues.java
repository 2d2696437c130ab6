package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chart's values, and remembers which ones were read and which are of another type than the chart's. A value that is
 * null or empty is the same as one that is not there, as for the charts.
 */
final class ChartValues {

    private final Map<?, ?> values;
    private final String path;
    private final Set<String> read;
    private final List<FieldError> errors;

    private ChartValues(Map<?, ?> values, String path, Set<String> read, List<FieldError> errors) {
        this.values = values;
        this.path = path;
        this.read = read;
        this.errors = errors;
    }

    /** Begins with all values of a chart. */
    static ChartValues of(Map<?, ?> values) {
        return new ChartValues(values, "", new TreeSet<>(), new ArrayList<>());
    }

    /** Returns whether a value is there. */
    boolean has(String key) {
        return !isEmpty(values.get(key));
    }

    /** Returns whether a value is text, where the chart takes either text or a map. */
    boolean isText(String key) {
        return values.get(key) instanceof String;
    }

    /** Returns the values below a key; none where it is not there. */
    ChartValues below(String key) {
        return switch (values.get(key)) {
            case Map<?, ?> map -> new ChartValues(map, path + key + ".", read, errors);
            case null -> new ChartValues(Map.of(), path + key + ".", read, errors);
            default -> {
                refuse(key, "has no fields: set a map as in the chart's values.yaml");
                yield new ChartValues(Map.of(), path + key + ".", read, errors);
            }
        };
    }

    /** Returns a text, null where it is not there. */
    @Nullable
    String text(String key) {
        return switch (take(key)) {
            case null -> null;
            case Map<?, ?> _, List<?> _ -> {
                refuse(key, "is not text: set text as in the chart's values.yaml");
                yield null;
            }
            case Object value -> value.toString();
        };
    }

    /** Returns whether a value is true. */
    boolean flag(String key, boolean absent) {
        return switch (take(key)) {
            case null -> absent;
            case Boolean flag -> flag;
            case String text when text.equals("true") || text.equals("false") -> Boolean.parseBoolean(text);
            case Object _ -> {
                refuse(key, "is neither true nor false");
                yield absent;
            }
        };
    }

    /** Returns a whole number, null where it is not there. */
    @Nullable
    Integer number(String key) {
        Object value = take(key);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value.toString().replaceFirst("\\.0$", ""));
        } catch (NumberFormatException _) {
            refuse(key, "is not a whole number");
            return null;
        }
    }

    /** Returns a list, null where it is not there or empty. */
    @Nullable
    List<Object> list(String key) {
        return switch (take(key)) {
            case null -> null;
            case List<?> list -> new ArrayList<>(list);
            case Object _ -> {
                refuse(key, "is not a list");
                yield null;
            }
        };
    }

    /** Returns a list of maps, null where it is not there or empty. */
    @Nullable
    List<Map<String, Object>> objects(String key) {
        List<Object> list = list(key);
        if (list == null) {
            return null;
        }
        var objects = new ArrayList<Map<String, Object>>();
        for (Object each : list) {
            if (each instanceof Map<?, ?> map) {
                objects.add(strings(map));
            } else {
                refuse(key, "has an item without fields");
            }
        }
        return objects;
    }

    /** Returns a map, null where it is not there or empty. */
    @Nullable
    Map<String, Object> object(String key) {
        return switch (take(key)) {
            case null -> null;
            case Map<?, ?> map -> strings(map);
            case Object _ -> {
                refuse(key, "has no fields: set a map as in the chart's values.yaml");
                yield null;
            }
        };
    }

    /** Returns a map of texts, null where it is not there or empty. */
    @Nullable
    Map<String, String> texts(String key) {
        Map<String, Object> object = object(key);
        if (object == null) {
            return null;
        }
        var texts = new LinkedHashMap<String, String>();
        object.forEach((name, value) -> {
            // As for the charts, null is no value.
            if (value != null) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    /** Names a value as the field of an error. */
    void refuse(String key, String message) {
        errors.add(new FieldError("values." + path + key, message));
    }

    /** @throws ConnectionException.Invalid where values are of another type than the chart's */
    void requireValid() {
        if (!errors.isEmpty()) {
            throw new ConnectionException.Invalid(errors);
        }
    }

    /** Lists which of some values nobody has read, by their paths. */
    List<String> unread(Map<?, ?> given) {
        var unread = new ArrayList<String>();
        unread(given, path, unread);
        return unread;
    }

    private void unread(Map<?, ?> map, String prefix, List<String> unread) {
        map.forEach((key, value) -> {
            String name = prefix + key;
            if (read.contains(name) || isEmpty(value)) {
                return;
            }
            if (value instanceof Map<?, ?> deeper) {
                unread(deeper, name + ".", unread);
            } else {
                unread.add(name);
            }
        });
    }

    private @Nullable Object take(String key) {
        read.add(path + key);
        Object value = values.get(key);
        return isEmpty(value) ? null : value;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case Map<?, ?> map -> map.isEmpty();
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        var strings = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> strings.put(String.valueOf(key), plain(value)));
        return strings;
    }

    /** A key of YAML may be a number or null, which JSON has not. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> strings(map);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(each -> items.add(plain(each)));
                yield items;
            }
            case null, default -> value;
        };
    }
}
