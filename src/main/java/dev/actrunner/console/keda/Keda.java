package dev.actrunner.console.keda;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** KEDA in the cluster. All calls throw {@link ClusterException} where the cluster does not answer. */
@Component
public class Keda {

    private static final Map<String, String> OPERATOR = Map.of("app", "keda-operator");
    private static final String VERSION_LABEL = "app.kubernetes.io/version";
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\.\\d{1,4})?.*");
    private static final int[] FIRST_WITH_FORGEJO = { 2, 18 };

    private final Cluster cluster;
    private final KedaProperties properties;

    Keda(Cluster cluster, KedaProperties properties) {
        this.cluster = cluster;
        this.properties = properties;
    }

    /** Looks at what is installed. */
    public KedaInstallation look() {
        boolean installed = cluster.serves(TriggerAuthentication.class);
        try {
            return operator()
                .map(d -> described(installed, d))
                .orElseGet(() -> without(installed, Operator.MISSING));
        } catch (ClusterException.Forbidden _) {
            return without(installed, Operator.UNKNOWN);
        }
    }

    /** @throws KedaMissing when KEDA's kinds are not served */
    public void requireInstalled() {
        if (!cluster.serves(TriggerAuthentication.class)) {
            throw new KedaMissing();
        }
    }

    /**
     * The namespace that ClusterTriggerAuthentications read their Secrets from: {@code KEDA_CLUSTER_OBJECT_NAMESPACE} of
     * the operator, else the operator's own, else {@link KedaProperties#namespace()}.
     */
    public String namespace() {
        return look().namespace();
    }

    /** The triggers of a namespace's ScaledObjects and ScaledJobs; none where they may not be listed. */
    public List<GivenTrigger> triggersIn(String namespace) {
        return Stream.of("ScaledObject", "ScaledJob")
            .flatMap(kind -> objects(kind, namespace).stream())
            .flatMap(object -> GivenTrigger.in(object).stream())
            .toList();
    }

    private List<Map<String, Object>> objects(String kind, String namespace) {
        try {
            return cluster.listAny("keda.sh/v1alpha1", kind, namespace);
        } catch (ClusterException.Forbidden _) {
            return List.of();
        }
    }

    private Optional<Deployment> operator() {
        return cluster.list(Deployment.class, null, OPERATOR).stream().findFirst();
    }

    private KedaInstallation without(boolean installed, Operator operator) {
        return new KedaInstallation(installed, null, operator, properties.namespace(), List.of(), false, null);
    }

    private static KedaInstallation described(boolean installed, Deployment operator) {
        Integer available = operator.getStatus() == null ? null : operator.getStatus().getAvailableReplicas();
        String version = version(operator);
        return new KedaInstallation(
            installed,
            version,
            available != null && available > 0 ? Operator.READY : Operator.DOWN,
            environment(operator, "KEDA_CLUSTER_OBJECT_NAMESPACE").orElse(operator.getMetadata().getNamespace()),
            environment(operator, "WATCH_NAMESPACE").map(Keda::names).orElse(List.of()),
            environment(operator, "KEDA_RESTRICT_SECRET_ACCESS")
                .filter(v -> v.equalsIgnoreCase("true"))
                .isPresent(),
            version == null ? null : triggers(version)
        );
    }

    private static @Nullable String version(Deployment operator) {
        Map<String, String> labels = operator.getMetadata().getLabels();
        Stream<@Nullable String> image = containers(operator).map(Container::getImage).map(Keda::tag);
        return Stream.concat(Stream.ofNullable(labels == null ? null : labels.get(VERSION_LABEL)), image)
            .filter(Objects::nonNull)
            .filter(text -> VERSION.matcher(text).matches())
            .map(text -> text.startsWith("v") ? text.substring(1) : text)
            .findFirst()
            .orElse(null);
    }

    private static @Nullable String tag(@Nullable String image) {
        if (image == null) {
            return null;
        }
        String named = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(colon + 1) : null;
    }

    private static List<String> names(String commaSeparated) {
        return Stream.of(commaSeparated.split(",", -1))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toList();
    }

    private static Optional<String> environment(Deployment operator, String name) {
        return containers(operator)
            .flatMap(c -> c.getEnv().stream())
            .filter(e -> e.getName().equals(name))
            .map(EnvVar::getValue)
            .filter(v -> v != null && !v.isBlank())
            .findFirst();
    }

    private static Stream<Container> containers(Deployment operator) {
        return operator.getSpec().getTemplate().getSpec().getContainers().stream();
    }

    private static List<String> triggers(String version) {
        Matcher numbers = VERSION.matcher(version);
        boolean forgejo =
            numbers.matches() &&
            (Integer.parseInt(numbers.group(1)) > FIRST_WITH_FORGEJO[0] ||
                (Integer.parseInt(numbers.group(1)) == FIRST_WITH_FORGEJO[0] &&
                    Integer.parseInt(numbers.group(2)) >= FIRST_WITH_FORGEJO[1]));
        return forgejo ? List.of("metrics-api", "forgejo-runner") : List.of("metrics-api");
    }
}
