package dev.actrunner.console.connection.store;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.authentication.Authentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who has written a connection's objects from their {@code managedFields}. */
public final class FieldManagers {

    private static final Set<String> CONTENT = Set.of("f:spec", "f:data", "f:stringData");

    private FieldManagers() {}

    /** Whether the console shares the content of an object with another tool. */
    public static Check check(@Nullable Secret secret, @Nullable Authentication authentication) {
        List<String> shared = present(secret, authentication).flatMap(FieldManagers::shared).toList();
        return shared.isEmpty()
            ? Check.passed(CheckId.FIELD_MANAGERS, "No other field manager changes what the console applied.")
            : Finding.FIELD_MANAGERS_SEVERAL.seen(String.join(" ", shared));
    }

    private static Stream<String> shared(HasMetadata object) {
        Set<String> managers = entries(object)
            .filter(e -> e.getSubresource() == null && e.getFieldsV1() != null)
            .filter(e -> e.getFieldsV1().getAdditionalProperties().keySet().stream().anyMatch(CONTENT::contains))
            .map(ManagedFieldsEntry::getManager)
            .collect(Collectors.toCollection(TreeSet::new));
        return managers.remove(Cluster.FIELD_MANAGER) && !managers.isEmpty()
            ? Stream.of(
                  object.getKind() +
                      " " +
                      object.getMetadata().getName() +
                      " is applied by " +
                      String.join(", ", managers) +
                      " too."
              )
            : Stream.of();
    }

    /** Returns who writes which fields of a connection's objects. */
    public static List<FieldManager> of(StoredConnection found) {
        return present(found.secret(), found.authentication()).flatMap(FieldManagers::of).toList();
    }

    private static Stream<HasMetadata> present(@Nullable Secret secret, @Nullable Authentication authentication) {
        return Stream.<@Nullable HasMetadata>of(secret, authentication).filter(Objects::nonNull);
    }

    private static Stream<FieldManager> of(HasMetadata object) {
        return entries(object).map(e ->
            new FieldManager(
                object.getKind() + " " + object.getMetadata().getName(),
                e.getManager(),
                e.getSubresource() == null ? e.getOperation() : e.getOperation() + " " + e.getSubresource(),
                e.getFieldsV1() == null ? List.of() : fields(e.getFieldsV1().getAdditionalProperties()),
                e.getTime() == null ? null : Instant.parse(e.getTime())
            )
        );
    }

    /** Fields with the one they stand in, such as {@code data.token}; what lies deeper is theirs. */
    private static List<String> fields(Map<String, Object> owned) {
        return names(owned)
            .flatMap(outer -> {
                List<String> inner = owned.get("f:" + outer) instanceof Map<?, ?> map ? names(map).toList() : List.of();
                return inner.isEmpty() ? Stream.of(outer) : inner.stream().map(each -> outer + "." + each);
            })
            .toList();
    }

    private static Stream<String> names(Map<?, ?> fields) {
        return fields
            .keySet()
            .stream()
            .map(String::valueOf)
            .filter(name -> name.startsWith("f:"))
            .map(name -> name.substring(2));
    }

    /** When an object was last written, by its owners' entries or else its creation. */
    public static Instant lastChange(@Nullable HasMetadata object) {
        if (object == null) {
            return Instant.EPOCH;
        }
        return entries(object)
            .map(ManagedFieldsEntry::getTime)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .or(() -> Optional.ofNullable(object.getMetadata().getCreationTimestamp()))
            .map(Instant::parse)
            .orElse(Instant.EPOCH);
    }

    private static Stream<ManagedFieldsEntry> entries(HasMetadata object) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        return entries == null ? Stream.of() : entries.stream();
    }
}
