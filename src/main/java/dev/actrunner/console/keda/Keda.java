package dev.actrunner.console.keda;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterReader;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResources;
import dev.actrunner.console.proxy.ProxySettings;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds KEDA in the cluster, and its ScaledObjects and ScaledJobs. All calls throw {@link ClusterException} where the
 * cluster does not answer.
 */
@Component
public class Keda {

    private static final String API_VERSION = "keda.sh/v1alpha1";

    private final Cluster cluster;
    private final Namespaces knownNamespaces;
    private final ClusterReader reads;
    private final KedaProperties properties;
    private final Cache<String, KedaInstallation> installations;
    private final Cache<String, ScaledResources> scaledResources;

    Keda(Cluster cluster, Namespaces knownNamespaces, ClusterReader reads, KedaProperties properties) {
        this.cluster = cluster;
        this.knownNamespaces = knownNamespaces;
        this.reads = reads;
        this.properties = properties;
        this.installations = cache(properties);
        this.scaledResources = cache(properties);
    }

    /**
     * Caffeine would tidy up in the common pool, waiting there for an entry that is being looked up; the HTTP client needs
     * that pool for the answer, and on two cores it has one thread.
     */
    private static <T> Cache<String, T> cache(KedaProperties properties) {
        return Caffeine.newBuilder().expireAfterWrite(properties.cacheTtl()).executor(Runnable::run).build();
    }

    /** Looks at what is installed, as the console itself: which release runs is no secret, and the same for everybody. */
    public KedaInstallation fetch() {
        return CurrentIdentity.console(this::fetchInstallation);
    }

    private KedaInstallation fetchInstallation() {
        boolean installed = cluster.serves(TriggerAuthentication.class);
        MetricsApi metricsApi = metricsApi();
        try {
            return operator()
                .map(d -> new OperatorDeployment(d).describe(installed, metricsApi))
                .orElseGet(() -> without(installed, Operator.MISSING, metricsApi));
        } catch (ClusterException.Forbidden _) {
            return without(installed, Operator.UNKNOWN, metricsApi);
        }
    }

    /** Returns the installation as read within the last {@link KedaProperties#cacheTtl()}: many probes share one look. */
    public KedaInstallation cached() {
        return installations.get("", _ -> fetch());
    }

    /** @throws KedaNotInstalledException when KEDA's kinds are not served: that they were a moment ago is enough */
    public void requireInstalled() {
        KedaInstallation known = installations.getIfPresent("");
        if ((known == null || !known.installed()) && !cluster.serves(TriggerAuthentication.class)) {
            throw new KedaNotInstalledException();
        }
    }

    /**
     * The namespace that ClusterTriggerAuthentications read their Secrets from: {@code KEDA_CLUSTER_OBJECT_NAMESPACE} of
     * the operator, else the operator's own, else {@link KedaProperties#namespace()}.
     */
    public String namespace() {
        return fetch().namespace();
    }

    /**
     * The ScaledObjects and ScaledJobs of all namespaces, or of those that may be looked at, as they stood within the last
     * {@link KedaProperties#cacheTtl()}.
     *
     * @param namespace one to look at where looking at all is forbidden, besides those that are configured
     */
    public ScaledResources scaledResources(String namespace) {
        String who = CurrentIdentity.current().key();
        ScaledResources everywhere = scaledResources.get(who, _ -> everywhere());
        return everywhere.everywhere()
            ? everywhere
            : scaledResources.get(who + " " + namespace, _ -> whereAllowed(namespace));
    }

    /**
     * Forgets what the caller was told of KEDA and of what scales in a namespace, so that it is looked at anew: somebody who
     * asks now may have mended it a moment ago.
     */
    public void refresh(String namespace) {
        String who = CurrentIdentity.current().key();
        scaledResources.invalidate(who);
        scaledResources.invalidate(who + " " + namespace);
        installations.invalidate("");
    }

    /** The same as they stand now. */
    public ScaledResources scaledResourcesNow(String namespace) {
        ScaledResources everywhere = everywhere();
        return everywhere.everywhere() ? everywhere : whereAllowed(namespace);
    }

    /** Once for all namespaces; not complete where that is forbidden. */
    private ScaledResources everywhere() {
        try {
            return new ScaledResources(scaledResourcesIn(null), true, Set.of());
        } catch (ClusterException.Forbidden _) {
            return new ScaledResources(List.of(), false, Set.of());
        }
    }

    private ScaledResources whereAllowed(String namespace) {
        var namespaces = new TreeSet<>(knownNamespaces.known());
        namespaces.add(namespace);
        var found = new ArrayList<ScaledResource>();
        var covered = new HashSet<String>();
        for (String each : namespaces) {
            try {
                found.addAll(scaledResourcesIn(each));
                covered.add(each);
            } catch (ClusterException.Forbidden _) {
                // Says nothing about the others.
            }
        }
        return new ScaledResources(List.copyOf(found), false, covered);
    }

    /**
     * Finds a ScaledObject or ScaledJob as it stands now.
     *
     * @param kind {@code ScaledObject} or {@code ScaledJob}
     */
    public Optional<ScaledResource> scaledResource(String kind, String namespace, String name) {
        return reads.findAny(API_VERSION, kind, namespace, name).map(ScaledResource::of);
    }

    private List<ScaledResource> scaledResourcesIn(@Nullable String namespace) {
        return Stream.of("ScaledObject", "ScaledJob")
            .flatMap(kind -> reads.listAny(API_VERSION, kind, namespace).stream())
            .map(ScaledResource::of)
            .toList();
    }

    /** The operator's last lines. */
    public OperatorLog operatorLog() {
        return operator()
            .map(d ->
                reads.log(d.getMetadata().getNamespace(), new OperatorDeployment(d).podLabels(), OperatorLog.LINES)
            )
            .map(OperatorLog::new)
            .orElse(OperatorLog.EMPTY);
    }

    /** KEDA's operator: by its labels, whoever installed it, else by its name in KEDA's namespace, else by its image. */
    private Optional<Deployment> operator() {
        for (Map<String, String> labels : OperatorDeployment.LABELS) {
            Optional<Deployment> found = cluster
                .list(Deployment.class, null, labels)
                .stream()
                .filter(d -> new OperatorDeployment(d).isOperator())
                .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<Deployment> named = cluster.find(Deployment.class, properties.namespace(), OperatorDeployment.NAME);
        // With labels of its installer's own it is known by its image.
        return named.isPresent()
            ? named
            : cluster
                  .list(Deployment.class, null, Map.of())
                  .stream()
                  .filter(d -> new OperatorDeployment(d).isOperator())
                  .findFirst();
    }

    private MetricsApi metricsApi() {
        try {
            return cluster
                .find(APIService.class, null, MetricsApi.NAME)
                .map(MetricsApi::of)
                .orElse(new MetricsApi(MetricsApi.State.MISSING, null, null));
        } catch (ClusterException.Forbidden _) {
            return new MetricsApi(MetricsApi.State.UNKNOWN, null, null);
        }
    }

    private KedaInstallation without(boolean installed, Operator operator, MetricsApi metricsApi) {
        return new KedaInstallation(
            installed,
            null,
            operator,
            properties.namespace(),
            List.of(),
            false,
            metricsApi,
            KedaInstallation.HTTP_TIMEOUT,
            ProxySettings.NONE
        );
    }
}
