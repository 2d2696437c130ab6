package dev.actrunner.console.keda.scaling;

import dev.actrunner.console.diagnosis.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ScaledObject or ScaledJob, and how it stands as KEDA's operator writes it into {@code status} (KEDA's
 * {@code scaledobject_types.go} and {@code scaledjob_types.go}).
 *
 * @param kind {@code ScaledObject} or {@code ScaledJob}
 * @param pauses the annotations that stop KEDA from scaling
 * @param conditions {@code Ready}, {@code Active}, {@code Fallback}, {@code Paused}, as far as KEDA has looked
 * @param health by metric; a ScaledJob has none
 * @param metrics the names of its external metrics
 * @param min the fewest replicas, or Jobs; null where the object names none, which is 0
 * @param max the most of them; null where the object names none, which is 100
 */
public record ScaledResource(
    String kind,
    String namespace,
    String name,
    List<PauseAnnotation> pauses,
    List<Condition> conditions,
    List<Health> health,
    List<String> metrics,
    List<TriggerSpec> triggers,
    @Nullable Integer min,
    @Nullable Integer max
) {
    /**
     * A condition in an object's status.
     *
     * @param type such as {@code Ready}, {@code Active}, {@code Fallback} or {@code Paused}
     * @param status {@code True}, {@code False} or {@code Unknown}
     * @param reason KEDA's reason as one word, null where it gives none
     * @param message KEDA's message, null where it gives none
     */
    public record Condition(String type, String status, @Nullable String reason, @Nullable String message) {
        /** Whoever may write the object's status may write anything. */
        public Condition {
            type = Redactor.line(type);
            status = Redactor.line(status);
            reason = reason == null ? null : Redactor.line(reason);
            message = message == null ? null : Redactor.line(message);
        }

        /** Message or reason, or nothing where KEDA gives neither. */
        public String why() {
            return message == null ? String.valueOf(reason == null ? "" : reason) : message;
        }
    }

    /**
     * The health of a metric in a ScaledObject's status.
     *
     * @param metric the metric's name
     * @param failing whether KEDA failed to read it last
     * @param failures how many times in a row KEDA failed to read it
     */
    public record Health(String metric, boolean failing, long failures) {}

    /** @param object the object as maps and lists */
    public static ScaledResource of(Map<String, Object> object) {
        Map<?, ?> metadata = map(object.get("metadata"));
        Map<?, ?> status = map(object.get("status"));
        Map<?, ?> annotations = map(metadata.get("annotations"));
        return new ScaledResource(
            String.valueOf(object.get("kind")),
            String.valueOf(metadata.get("namespace")),
            String.valueOf(metadata.get("name")),
            PauseAnnotation.in(String.valueOf(object.get("kind")), annotations),
            items(status.get("conditions"))
                .map(c ->
                    new Condition(
                        String.valueOf(c.get("type")),
                        String.valueOf(c.get("status")),
                        text(c.get("reason")),
                        text(c.get("message"))
                    )
                )
                .toList(),
            map(status.get("health"))
                .entrySet()
                .stream()
                .map(e -> health(String.valueOf(e.getKey()), map(e.getValue())))
                .toList(),
            status.get("externalMetricNames") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of(),
            TriggerSpec.in(object),
            number(map(object.get("spec")).get("minReplicaCount")),
            number(map(object.get("spec")).get("maxReplicaCount"))
        );
    }

    private static Health health(String metric, Map<?, ?> written) {
        long failures = written.get("numberOfFailures") instanceof Number number ? number.longValue() : 0;
        return new Health(metric, "Failing".equals(written.get("status")), failures);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Stream<Map<?, ?>> items(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().map(ScaledResource::map) : Stream.of();
    }

    private static @Nullable Integer number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Whether its annotations stop KEDA from scaling. */
    public boolean paused() {
        return !pauses.isEmpty();
    }

    /** Whether KEDA has said how it stands: it begins with conditions that are all {@code Unknown} and give no reason. */
    public boolean isSeen() {
        return condition("Ready")
            .filter(c -> !c.status().equals("Unknown") || !c.why().isEmpty())
            .isPresent();
    }

    /**
     * Whether KEDA says that reading a trigger fails ({@code RequestScale} and {@code RequestJobScale} in its
     * {@code pkg/scaling/executor}), not how.
     */
    public boolean hasTriggerError() {
        return condition("Ready")
            .filter(c -> !c.status().equals("True"))
            .filter(
                c ->
                    List.of("TriggerError", "PartialTriggerError").contains(String.valueOf(c.reason())) ||
                    c.why().contains("not working correctly")
            )
            .isPresent();
    }

    public Optional<Condition> condition(String type) {
        return conditions
            .stream()
            .filter(c -> c.type().equals(type))
            .findFirst();
    }

    /** Whether a condition has this status. */
    public boolean is(String type, String status) {
        return condition(type)
            .filter(c -> c.status().equals(status))
            .isPresent();
    }

    /** The metric that KEDA makes of a trigger: {@code s}, its index, and more ({@code GenerateMetricNameWithIndex}). */
    public Optional<String> metricOf(TriggerSpec trigger) {
        return metrics
            .stream()
            .filter(m -> m.startsWith("s" + trigger.index() + "-"))
            .findFirst();
    }

    /** Returns the health of a trigger's metric. */
    public Optional<Health> healthOf(TriggerSpec trigger) {
        return health
            .stream()
            .filter(h -> h.metric().startsWith("s" + trigger.index() + "-"))
            .findFirst();
    }

    /** Returns a title such as {@code ScaledObject team-a/ci}. */
    public String title() {
        return kind + " " + namespace + "/" + name;
    }
}
