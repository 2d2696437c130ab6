package dev.actrunner.console.keda.scaling;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the annotations that pause KEDA ({@code scaledobject_types.go} and {@code scaledjob_types.go}). A value that Go
 * parses as false pauses nothing; any other does.
 */
public enum PauseAnnotation {
    /** At the replicas that there are; the only one that a ScaledJob knows. */
    ALL("autoscaling.keda.sh/paused", "nothing is started and nothing is removed"),
    /** At a number of replicas, whatever the value. */
    REPLICAS("autoscaling.keda.sh/paused-replicas", "the replicas stay at the annotation's number"),
    SCALE_IN("autoscaling.keda.sh/paused-scale-in", "no runner is removed"),
    SCALE_OUT("autoscaling.keda.sh/paused-scale-out", "no runner is started");

    private final String annotation;
    private final String effect;

    PauseAnnotation(String annotation, String effect) {
        this.annotation = annotation;
        this.effect = effect;
    }

    public String annotation() {
        return annotation;
    }

    /** Returns its effect, as a clause. */
    public String effect() {
        return effect;
    }

    /** Returns its name in requests: {@code paused}, {@code paused-replicas}, {@code paused-scale-in}, … */
    public String id() {
        return annotation.substring(annotation.indexOf('/') + 1);
    }

    /** Returns those that an object of a kind has. */
    public static List<PauseAnnotation> in(String kind, Map<?, ?> annotations) {
        return Arrays.stream(values())
            .filter(p -> p == ALL || kind.equals("ScaledObject"))
            .filter(p -> annotations.containsKey(p.annotation))
            .filter(p -> p == REPLICAS || GoValues.bool(String.valueOf(annotations.get(p.annotation))).orElse(true))
            .toList();
    }
}
