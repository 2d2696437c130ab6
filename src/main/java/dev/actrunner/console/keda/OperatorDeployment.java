package dev.actrunner.console.keda;

import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.proxy.ProxySettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the release and the settings of KEDA's operator from its Deployment. */
final class OperatorDeployment {

    /**
     * What the operator's Deployment carries, by who installed it: KEDA's chart and manifests, the chart and others by the
     * recommended labels, OLM's KEDA operator and Red Hat's by the operand's name.
     */
    static final List<Map<String, String>> LABELS = List.of(
        Map.of("app", "keda-operator"),
        Map.of("app.kubernetes.io/name", "keda-operator"),
        Map.of("app.kubernetes.io/component", "operator", "app.kubernetes.io/part-of", "keda"),
        Map.of("app.kubernetes.io/component", "operator", "app.kubernetes.io/part-of", "keda-operator")
    );

    /** What it is called wherever it was not renamed. */
    static final String NAME = "keda-operator";

    /** The image of KEDA's own operator, whatever registry it was copied to; OLM's operator that installs KEDA is another. */
    private static final Pattern IMAGE = Pattern.compile("(^|.*/)keda(-operator)?([:@].*)?");

    private static final String VERSION_LABEL = "app.kubernetes.io/version";
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\.\\d{1,4})?.*");

    private final Deployment deployment;

    OperatorDeployment(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Whether it is KEDA's operator, and not something else with such labels. */
    boolean isOperator() {
        return (
            deployment.getMetadata().getName().contains(NAME) ||
            containers().anyMatch(c -> c.getImage() != null && IMAGE.matcher(c.getImage()).matches())
        );
    }

    /** Returns the labels of the pods. */
    Map<String, String> podLabels() {
        Map<String, String> selected = deployment.getSpec().getSelector().getMatchLabels();
        return selected == null ? Map.of() : selected;
    }

    KedaInstallation describe(boolean installed, MetricsApi metricsApi) {
        Integer available = deployment.getStatus() == null ? null : deployment.getStatus().getAvailableReplicas();
        String version = version();
        String own = deployment.getMetadata().getNamespace();
        return new KedaInstallation(
            installed,
            version,
            available != null && available > 0 ? Operator.READY : Operator.DOWN,
            environment("KEDA_CLUSTER_OBJECT_NAMESPACE").orElse(own),
            names("WATCH_NAMESPACE"),
            environment("KEDA_RESTRICT_SECRET_ACCESS")
                .filter(v -> v.equalsIgnoreCase("true"))
                .isPresent(),
            metricsApi,
            environment("KEDA_HTTP_DEFAULT_TIMEOUT")
                .map(OperatorDeployment::timeout)
                .orElse(KedaInstallation.HTTP_TIMEOUT),
            ProxySettings.of(
                containers()
                    .flatMap(c -> c.getEnv().stream())
                    .filter(e -> e.getValue() != null)
                    .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (first, _) -> first))
            )
        );
    }

    /** A number of milliseconds ({@code CreateHTTPClient} in KEDA's {@code pkg/util/http.go}); from 0 down it is 300. */
    private static Duration timeout(String written) {
        try {
            int milliseconds = Integer.parseInt(written.strip());
            return Duration.ofMillis(milliseconds > 0 ? milliseconds : 300);
        } catch (NumberFormatException _) {
            return KedaInstallation.HTTP_TIMEOUT;
        }
    }

    private @Nullable String version() {
        Map<String, String> labels = deployment.getMetadata().getLabels();
        Stream<@Nullable String> image = containers().map(Container::getImage).map(OperatorDeployment::tag);
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

    /** The entries of a variable that separates them by commas; none where it is not set. */
    private List<String> names(String variable) {
        return environment(variable)
            .stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toList();
    }

    /** A variable as written, in either case, as Go's proxy settings may be. */
    private Optional<String> environment(String name) {
        return containers()
            .flatMap(c -> c.getEnv().stream())
            .filter(e -> e.getName().equalsIgnoreCase(name))
            .map(EnvVar::getValue)
            .filter(v -> v != null && !v.isBlank())
            .findFirst();
    }

    private Stream<Container> containers() {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream();
    }
}
