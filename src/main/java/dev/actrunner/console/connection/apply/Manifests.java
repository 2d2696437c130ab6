package dev.actrunner.console.connection.apply;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.ConnectionSpec.AuthenticationKind;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.authentication.AuthenticationSpec;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders a connection's objects with exactly the fields that the console owns. Names, labels and {@code spec} are those of
 * the chart {@code act-runner-controller}, so that one can take the other's place.
 *
 * @param secret null where the token is in a Secret that stays as it is
 * @param authentication null where the operator brings their own
 */
public record Manifests(@Nullable Secret secret, @Nullable Authentication authentication) {
    /** Those that all of them carry. */
    Map<String, String> labels() {
        HasMetadata one = authentication == null ? secret : authentication;
        return one == null ? Map.of() : one.getMetadata().getLabels();
    }

    /**
     * @param token the token, and whether it is to be stored
     * @param binding what is to be recorded on the Secret, null where the caller may not
     * @param platform null while unknown
     */
    static Manifests render(
        ConnectionKey key,
        ConnectionSpec spec,
        ResolvedToken token,
        @Nullable TokenBinding binding,
        @Nullable Platform platform
    ) {
        SecretRef ref = token.ref();
        ChartNames names = ChartNames.of(key.name(), spec);
        Map<String, String> labels = labels(key, spec, names);
        Map<String, String> purpose = purpose(spec, platform);
        Secret secret = secret(key, spec, token, binding, labels, spec.makesAuthentication() ? Map.of() : purpose);
        if (!spec.makesAuthentication()) {
            return new Manifests(secret, null);
        }
        purpose.put(ConnectionLabels.SECRET, ref.managed() ? ConnectionLabels.MANAGED : ConnectionLabels.EXISTING);
        return new Manifests(secret, authentication(key, spec, ref, names, labels, purpose));
    }

    /** The console's own with the token and its binding in one write; of another, the binding alone; null where it stays. */
    private static @Nullable Secret secret(
        ConnectionKey key,
        ConnectionSpec spec,
        ResolvedToken token,
        @Nullable TokenBinding binding,
        Map<String, String> labels,
        Map<String, String> purpose
    ) {
        Map<String, String> bound = binding == null ? Map.of() : binding.annotations();
        ApiToken toStore = token.toStore();
        if (toStore == null) {
            Secret existing = token.existing();
            return existing == null || binding == null || TokenBinding.of(existing).equals(binding)
                ? null
                : new SecretBuilder()
                      .withMetadata(metadata(key.namespace(), token.ref().secretName(), Map.of(), bound, Map.of()))
                      .build();
        }
        String encoded = Base64.getEncoder().encodeToString(toStore.reveal().getBytes(StandardCharsets.UTF_8));
        var annotations = new LinkedHashMap<>(purpose);
        annotations.putAll(bound);
        return new SecretBuilder()
            .withMetadata(
                metadata(key.namespace(), token.ref().secretName(), labels, annotations, spec.additionalAnnotations())
            )
            .withType("Opaque")
            .withData(Map.of(token.ref().secretKey(), encoded))
            .build();
    }

    private static Authentication authentication(
        ConnectionKey key,
        ConnectionSpec spec,
        SecretRef ref,
        ChartNames names,
        Map<String, String> labels,
        Map<String, String> purpose
    ) {
        boolean cluster = spec.authentication() == AuthenticationKind.CLUSTER;
        Authentication authentication = cluster ? new ClusterTriggerAuthentication() : new TriggerAuthentication();
        authentication.setMetadata(
            metadata(
                cluster ? null : key.namespace(),
                names.authentication(),
                labels,
                purpose,
                spec.additionalAnnotations()
            )
        );
        authentication.setSpec(
            new AuthenticationSpec(List.of(new SecretTargetRef(ref.parameter(), ref.secretName(), ref.secretKey())))
        );
        return authentication;
    }

    private static ObjectMeta metadata(
        @Nullable String namespace,
        String name,
        Map<String, String> labels,
        Map<String, String> purpose,
        Map<String, String> additionalAnnotations
    ) {
        // What was given besides never takes the place of what the console records.
        var annotations = new LinkedHashMap<>(additionalAnnotations);
        annotations.putAll(purpose);
        return new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(name)
            .withLabels(labels)
            .withAnnotations(annotations)
            .build();
    }

    private static Map<String, String> labels(ConnectionKey key, ConnectionSpec spec, ChartNames names) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(ConnectionLabels.NAME, names.name());
        labels.putAll(ConnectionLabels.of(key));
        labels.put(ConnectionLabels.VERSION, ChartNames.LAYOUT_VERSION);
        labels.putAll(spec.additionalLabels());
        return labels;
    }

    private static Map<String, String> purpose(ConnectionSpec spec, @Nullable Platform platform) {
        var marks = new LinkedHashMap<String, String>();
        marks.put(ConnectionLabels.FORGE_URL, spec.forge().value());
        marks.put(ConnectionLabels.SCOPE, spec.scope().kind());
        switch (spec.scope()) {
            case JobScope.Org(String org) -> marks.put(ConnectionLabels.ORG, org);
            case JobScope.Repo(String owner, String repo) -> {
                marks.put(ConnectionLabels.OWNER, owner);
                marks.put(ConnectionLabels.REPO, repo);
            }
            case JobScope.Admin(), JobScope.User() -> {
            }
        }
        if (platform != null) {
            marks.put(ConnectionLabels.PLATFORM, platform.id());
        }
        if (spec.ca() != null) {
            marks.put(ConnectionLabels.CA, spec.ca().toString());
        }
        if (!spec.labels().isEmpty()) {
            marks.put(ConnectionLabels.RUNNER_LABELS, spec.labels().toString());
        }
        return marks;
    }
}
