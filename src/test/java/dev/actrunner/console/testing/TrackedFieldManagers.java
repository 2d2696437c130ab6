package dev.actrunner.console.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who owns which fields of which object, as server-side apply keeps it; lists are one field each. */
final class TrackedFieldManagers {

    private static final Set<String> IDENTITY = Set.of(
        "/apiVersion",
        "/kind",
        "/metadata/name",
        "/metadata/namespace",
        "/metadata/resourceVersion"
    );

    private final Map<String, Map<String, Set<String>>> fieldsByManagerByPath = new HashMap<>();

    record Claim(String manager, String field) {}

    /** The fields that others own and the apply would change. */
    List<Claim> conflicts(String path, String manager, ObjectNode desired, ObjectNode before) {
        return owners(path)
            .entrySet()
            .stream()
            .filter(owner -> !owner.getKey().equals(manager))
            .flatMap(owner ->
                leaves(desired)
                    .stream()
                    .filter(owner.getValue()::contains)
                    .filter(field -> !desired.at(field).equals(before.at(field)))
                    .map(field -> new Claim(owner.getKey(), field.replace('/', '.').replace("~1", "/")))
            )
            .toList();
    }

    /** The object after the apply: what is wanted is set, what was owned and is not wanted any more goes. */
    ObjectNode merge(String path, String manager, ObjectNode desired, @Nullable ObjectNode before, boolean dryRun) {
        ObjectNode after = before == null ? desired.deepCopy() : before.deepCopy();
        Set<String> wanted = leaves(desired);
        Map<String, Set<String>> owners = before == null ? new HashMap<>() : new HashMap<>(owners(path));
        for (String field : owners.getOrDefault(manager, Set.of())) {
            boolean others = owners
                .entrySet()
                .stream()
                .anyMatch(o -> !o.getKey().equals(manager) && o.getValue().contains(field));
            if (!wanted.contains(field) && !others) {
                JsonPointer pointer = JsonPointer.compile(field);
                if (after.at(pointer.head()) instanceof ObjectNode parent) {
                    parent.remove(pointer.last().getMatchingProperty());
                }
            }
        }
        merge(after, desired);
        owners.replaceAll((other, fields) ->
            other.equals(manager) ? fields : without(fields, changed(wanted, desired, before))
        );
        owners.put(manager, wanted);
        if (!dryRun) {
            fieldsByManagerByPath.put(path, owners);
        }
        return after;
    }

    /** The answer of an API server to an apply with conflicts. */
    static ObjectNode status(List<Claim> conflicts) {
        ObjectNode status = JsonMapper.shared()
            .createObjectNode()
            .put("apiVersion", "v1")
            .put("kind", "Status")
            .put("status", "Failure")
            .put("reason", "Conflict")
            .put("message", "Apply failed with " + conflicts.size() + " conflicts")
            .put("code", 409);
        var causes = status.putObject("details").putArray("causes");
        conflicts.forEach(c ->
            causes
                .addObject()
                .put("reason", "FieldManagerConflict")
                .put("message", "conflict with \"" + c.manager() + "\" using v1")
                .put("field", c.field())
        );
        return status;
    }

    private Map<String, Set<String>> owners(String path) {
        return fieldsByManagerByPath.getOrDefault(path, Map.of());
    }

    private static Set<String> changed(Set<String> wanted, ObjectNode desired, @Nullable ObjectNode before) {
        var changed = new TreeSet<>(wanted);
        changed.removeIf(f -> before != null && before.at(f).equals(desired.at(f)));
        return changed;
    }

    private static Set<String> without(Set<String> fields, Set<String> taken) {
        var left = new TreeSet<>(fields);
        left.removeAll(taken);
        return left;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.propertyStream().forEach(field -> {
            if (field.getValue() instanceof ObjectNode value && into.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, value);
            } else if (!field.getKey().equals("resourceVersion")) {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private static Set<String> leaves(ObjectNode object) {
        var leaves = new TreeSet<String>();
        collect(JsonPointer.empty(), object, leaves);
        leaves.removeAll(IDENTITY);
        return leaves;
    }

    private static void collect(JsonPointer at, JsonNode node, Set<String> leaves) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.propertyStream().forEach(f -> collect(at.appendProperty(f.getKey()), f.getValue(), leaves));
        } else {
            leaves.add(at.toString());
        }
    }
}
