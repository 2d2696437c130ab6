package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.apply.Manifests;
import dev.actrunner.console.keda.authentication.Authentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Manifests to be read by people: without what the API server adds, and without the token. */
public final class MaskedManifest {

    private static final String MASK = "<the token>";

    private MaskedManifest() {}

    public static List<Object> of(StoredConnection found) {
        Secret secret = found.connection().token().managed() ? found.secret() : null;
        return Stream.of(secret, found.authentication())
            .filter(Objects::nonNull)
            .<Object>map(MaskedManifest::of)
            .toList();
    }

    /** The same with the Secret in another form, for who keeps manifests in a repository. */
    public static List<Object> of(StoredConnection found, SecretForm form) {
        if (form == SecretForm.SECRET) {
            return of(found);
        }
        return Stream.concat(
            Stream.<Object>of(form.manifest(found.connection(), found.secret())),
            Stream.ofNullable(found.authentication()).map(MaskedManifest::withExistingSecret)
        ).toList();
    }

    /** The Secret is its controller's from then on, and not the console's to write or delete. */
    private static Map<String, Object> withExistingSecret(Authentication authentication) {
        Map<String, Object> manifest = of(authentication);
        if (
            manifest.get("metadata") instanceof Map<?, ?> metadata &&
            metadata.get("annotations") instanceof Map<?, ?> was
        ) {
            var annotations = new TreeMap<String, Object>();
            was.forEach((name, value) -> annotations.put(String.valueOf(name), value));
            annotations.put(ConnectionLabels.SECRET, ConnectionLabels.EXISTING);
            var changed = new LinkedHashMap<String, Object>();
            metadata.forEach((name, value) -> changed.put(String.valueOf(name), value));
            changed.put("annotations", annotations);
            manifest.put("metadata", changed);
        }
        return manifest;
    }

    /** An object as maps and lists; a Secret's values as {@code stringData} with a mask for each. */
    public static Map<String, Object> of(HasMetadata object) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", object.getApiVersion());
        manifest.put("kind", object.getKind());
        manifest.put("metadata", metadata(object));
        switch (object) {
            case Secret secret -> {
                manifest.put("type", Objects.requireNonNullElse(secret.getType(), "Opaque"));
                manifest.put("stringData", masked(secret.getData()));
            }
            case Authentication authentication when authentication.getSpec() != null -> manifest.put(
                "spec",
                authentication.getSpec()
            );
            default -> {
            }
        }
        return manifest;
    }

    private static Map<String, Object> metadata(HasMetadata object) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", object.getMetadata().getName());
        putIfAny(metadata, "namespace", object.getMetadata().getNamespace());
        putIfAny(metadata, "labels", object.getMetadata().getLabels());
        putIfAny(metadata, "annotations", object.getMetadata().getAnnotations());
        return metadata;
    }

    private static void putIfAny(Map<String, Object> metadata, String key, @Nullable Object value) {
        switch (value) {
            case null -> {
            }
            case Map<?, ?> map when map.isEmpty() -> {
            }
            case Map<?, ?> map -> metadata.put(key, new TreeMap<>(map));
            default -> metadata.put(key, value);
        }
    }

    private static Map<String, String> masked(@Nullable Map<String, String> data) {
        return data == null
            ? Map.of()
            : data
                  .keySet()
                  .stream()
                  .collect(Collectors.toMap(k -> k, k -> MASK, (a, b) -> a, TreeMap::new));
    }
}
