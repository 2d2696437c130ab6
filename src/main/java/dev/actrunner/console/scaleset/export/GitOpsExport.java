package dev.actrunner.console.scaleset.export;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.scaleset.render.RegistrationSecret;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Exports a connection with its scale sets for a tool that applies them from a repository. */
@Component
public class GitOpsExport {

    private static final List<String> KEYS = List.of(RegistrationSecret.UUID, RegistrationSecret.TOKEN);

    private final Connections connections;
    private final ScaleSets scaleSets;
    private final Cluster cluster;

    GitOpsExport(Connections connections, ScaleSets scaleSets, Cluster cluster) {
        this.connections = connections;
        this.scaleSets = scaleSets;
        this.cluster = cluster;
    }

    /**
     * Exports.
     *
     * @param form in which form the files have Secrets
     * @param lastReport finds a connection's last probe, null where there was none: then it is probed
     * @throws ConnectionException.NotFound when there is no such connection
     */
    public List<ExportedFile> export(
        ConnectionKey key,
        ExportFormat format,
        SecretForm form,
        Function<Connection, @Nullable ConnectionReport> lastReport
    ) {
        var export = new Export(
            connections.require(key),
            connections.manifests(key, form),
            scaleSets
                .of(key)
                .stream()
                .map(each -> scaleSets.render(each, lastReport))
                .toList(),
            this::registrationKeys,
            form,
            cluster::asYaml
        );
        return switch (format) {
            case YAML -> new PlainFiles(export).files();
            case KUSTOMIZE -> new KustomizeFiles(export).files();
            case HELM -> new HelmFiles(export).files();
            case FLUX -> new FluxFiles(export).files();
            case ARGOCD -> new ArgoCdFiles(export).files();
        };
    }

    /**
     * The keys of a scale set's registration, as they are or, where the caller may not read them, as they are in most cases:
     * Forgejo's API gives an ephemeral runner a UUID besides.
     */
    private List<String> registrationKeys(ScaleSetManifests scaleSet) {
        try {
            Optional<Secret> stored = cluster.find(Secret.class, scaleSet.key().namespace(), scaleSet.registration());
            Map<String, String> data = stored.map(Secret::getData).orElse(Map.of());
            List<String> found = KEYS.stream().filter(data::containsKey).toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (ClusterException.Forbidden _) {
            // What is usual then.
        }
        boolean hasUuid = scaleSet.platform() == Platform.FORGEJO && scaleSet.mode() == RunnerMode.EPHEMERAL;
        return hasUuid ? KEYS : List.of(RegistrationSecret.TOKEN);
    }
}
