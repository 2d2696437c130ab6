package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.HelmAnnotations;
import dev.actrunner.console.cluster.helm.HelmReleases;
import dev.actrunner.console.cluster.helm.StoredRelease;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.scaleset.ScaleSetException;
import dev.actrunner.console.scaleset.helm.HelmImport.Source;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fills in requests from releases of the two charts and from their values, as the caller. It writes nothing: the requests adopt
 * the objects once they are applied. All calls throw {@link ClusterException} where the cluster refuses or does not answer.
 */
@Component
public class HelmImports {

    private final Cluster cluster;
    private final HelmReleases releases;
    private final ConnectionStore connections;

    HelmImports(Cluster cluster, HelmReleases releases, ConnectionStore connections) {
        this.cluster = cluster;
        this.releases = releases;
        this.connections = connections;
    }

    /** Lists the releases of the two charts in a namespace by name, from the labels of their objects. */
    public List<InstalledRelease> list(String namespace) {
        KubernetesNames.requireNamespace(namespace);
        return new ReleaseObjects(cluster, namespace, new ArrayList<>()).list();
    }

    /**
     * Reads a release: Helm's record where the caller may list Secrets, else the objects that it installed.
     *
     * @throws ScaleSetException.ReleaseNotFound where there is no release of either chart
     */
    public HelmImport read(String namespace, String name) {
        KubernetesNames.requireNamespace(namespace);
        if (!HelmAnnotations.isReleaseName(name)) {
            throw new ScaleSetException.ReleaseNotFound(namespace, name);
        }
        Optional<StoredRelease> stored;
        try {
            stored = releases.find(namespace, name);
        } catch (ClusterException.Forbidden _) {
            stored = Optional.empty();
        }
        if (stored.isPresent()) {
            Map<String, Object> both = sections(stored.get(), stored.get().allValues());
            if (!both.isEmpty()) {
                Map<String, Object> given = sections(stored.get(), stored.get().values());
                return fill(namespace, name, Source.RELEASE, both, given, new ArrayList<>());
            }
        }
        var notes = new ArrayList<String>();
        var objects = new ReleaseObjects(cluster, namespace, notes);
        var both = new LinkedHashMap<String, Object>();
        objects.controller(name).ifPresent(values -> both.put(ChartNames.CHART, values));
        objects.scaleSet(name).ifPresent(values -> both.put(ScaleSetNames.CHART, values));
        if (both.isEmpty()) {
            throw new ScaleSetException.ReleaseNotFound(namespace, name);
        }
        notes.addFirst(
            "Helm's record of the release was not read. Compare the fields with the values that it was installed with: runnerConfig, podAnnotations, serviceAccount, extraVolumes, and the key of the CA are not read from objects."
        );
        return fill(namespace, name, Source.OBJECTS, both, Map.of(), notes);
    }

    /** The values of each of the two charts, by its name; the release may be of a chart that contains them. */
    private static Map<String, Object> sections(StoredRelease release, Map<String, Object> values) {
        return ChartNames.CHART.equals(release.chart()) || ScaleSetNames.CHART.equals(release.chart())
            ? new LinkedHashMap<>(Map.of(release.chart(), values))
            : parts(values);
    }

    /**
     * Reads pasted values of either chart, or of a chart that contains one.
     *
     * @param values YAML or JSON
     * @throws ConnectionException.Invalid where they are of neither chart, or a value has another type than the chart's
     */
    public HelmImport paste(String namespace, @Nullable String values) {
        KubernetesNames.requireNamespace(namespace);
        Map<?, ?> all = ValuesYaml.read("values", values);
        Map<String, Object> both = parts(all);
        if (both.isEmpty()) {
            if (all.containsKey("forgejo") || all.containsKey("triggerAuthentication")) {
                both.put(ChartNames.CHART, all);
            } else if (
                List.of("giteaConfigUrl", "giteaConfigSecret", "runnerLabels", "keda", "ephemeral", "maxRunners")
                    .stream()
                    .anyMatch(all::containsKey)
            ) {
                both.put(ScaleSetNames.CHART, all);
            } else {
                throw ConnectionException.invalid(
                    "values",
                    "has no value of act-runner-controller or act-runner-scale-set: paste the values.yaml of one of these charts"
                );
            }
        }
        return fill(namespace, null, Source.VALUES, both, both, new ArrayList<>());
    }

    private static Map<String, Object> parts(Map<?, ?> values) {
        var parts = new LinkedHashMap<String, Object>();
        for (String chart : List.of(ChartNames.CHART, ScaleSetNames.CHART)) {
            if (values.get(chart) instanceof Map<?, ?> part) {
                parts.put(chart, part);
            }
        }
        return parts;
    }

    private HelmImport fill(
        String namespace,
        @Nullable String release,
        Source source,
        Map<String, Object> charts,
        Map<String, Object> given,
        List<String> notes
    ) {
        ConnectionRequest connection = null;
        ScaleSetRequest scaleSet = null;
        if (charts.get(ChartNames.CHART) instanceof Map<?, ?> all) {
            var values = ChartValues.of(all);
            // What objects say does not name the Secret of a release by itself.
            String installed = source == Source.OBJECTS ? null : release;
            connection = new ControllerValuesReader(installed, notes).read(values);
            finish(values, given.get(ChartNames.CHART), notes);
        }
        if (charts.get(ScaleSetNames.CHART) instanceof Map<?, ?> all) {
            var values = ChartValues.of(all);
            String url = values.text("giteaConfigUrl");
            scaleSet = new ScaleSetValuesReader(
                release,
                authentication -> connection(namespace, authentication),
                notes
            ).read(values);
            values.requireValid();
            noteOtherForge(namespace, scaleSet.connection(), url, notes);
            if (scaleSet.target() == null) {
                finish(values, given.get(ScaleSetNames.CHART), notes);
            }
        }
        return new HelmImport(release, source, connection, scaleSet, List.copyOf(notes));
    }

    /** The runners' forge follows from the connection. */
    private void noteOtherForge(
        String namespace,
        @Nullable String connection,
        @Nullable String url,
        List<String> notes
    ) {
        if (connection == null || url == null || url.isEmpty() || ForgeUrl.problemWith(url) != null) {
            return;
        }
        connections
            .list(namespace)
            .items()
            .stream()
            .filter(each -> each.key().name().equals(connection))
            .map(Connection::forge)
            .filter(forge -> !forge.equals(new ForgeUrl(url)))
            .forEach(forge ->
                notes.add(
                    "giteaConfigUrl is not carried over: the connection " +
                        connection +
                        " is to " +
                        forge +
                        ", and the runners register there."
                )
            );
    }

    /** Names what was given and not read; the chart's defaults are of no interest. */
    private static void finish(ChartValues values, @Nullable Object given, List<String> notes) {
        values.requireValid();
        if (given instanceof Map<?, ?> map) {
            List<String> unread = values.unread(map);
            if (!unread.isEmpty()) {
                notes.add("Not carried over: " + String.join(", ", unread) + ".");
            }
        }
    }

    /** The connection with a TriggerAuthentication, set up here or about to be adopted under the name of its release. */
    private Optional<String> connection(String namespace, String authentication) {
        return connections
            .list(namespace)
            .items()
            .stream()
            .filter(each -> each.authentication() != null && each.authentication().name().equals(authentication))
            .map(Connection::key)
            .map(key -> key.name())
            .findFirst()
            .or(() ->
                cluster
                    .find(TriggerAuthentication.class, namespace, authentication)
                    .map(found -> found.getMetadata().getLabels())
                    .map(labels -> labels.get(ConnectionLabels.INSTANCE))
            );
    }
}
