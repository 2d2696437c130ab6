package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.APIServiceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What every test cluster begins with. */
final class ClusterSeed {

    static final String KEDA_VERSION = "2.20.2";

    private static final String METRICS_SERVICE = "keda-operator-metrics-apiserver";

    private ClusterSeed() {}

    /**
     * All of it, for a cluster that has nothing yet.
     *
     * @param host where the API server reaches the metrics server
     */
    static void plant(KubernetesClient client, String host, int port) {
        installKedaKinds(client);
        createNamespaces(client, "keda", "team-a");
        createKedaOperator(client);
        client
            .resource(
                new ServiceBuilder()
                    .withNewMetadata()
                    .withName(METRICS_SERVICE)
                    .withNamespace("keda")
                    .endMetadata()
                    .withNewSpec()
                    .withType("ExternalName")
                    .withExternalName(host)
                    .endSpec()
                    .build()
            )
            .create();
        client.resource(metricsApi(port).build()).create();
        client.resource(metricsApi(port).build()).waitUntilCondition(
            found ->
                found != null &&
                found.getStatus() != null &&
                found
                    .getStatus()
                    .getConditions()
                    .stream()
                    .anyMatch(c -> c.getType().equals("Available") && c.getStatus().equals("True")),
            60,
            TimeUnit.SECONDS
        );
    }

    /** What KEDA's chart registers. */
    static APIServiceBuilder metricsApi(int port) {
        return new APIServiceBuilder()
            .withNewMetadata()
            .withName("v1beta1.external.metrics.k8s.io")
            .endMetadata()
            .withNewSpec()
            .withGroup("external.metrics.k8s.io")
            .withVersion("v1beta1")
            .withGroupPriorityMinimum(100)
            .withVersionPriority(100)
            .withInsecureSkipTLSVerify(true)
            .withNewService()
            .withNamespace("keda")
            .withName(METRICS_SERVICE)
            .withPort(port)
            .endService()
            .endSpec();
    }

    /** The same with the status that an API server gives it; for one that gives none. */
    static APIServiceBuilder metricsApi(String available) {
        return metricsApi(443)
            .withNewStatus()
            .addNewCondition()
            .withType("Available")
            .withStatus(available)
            .withMessage("as this test says")
            .endCondition()
            .endStatus();
    }

    /** KEDA's CustomResourceDefinitions: those of the folder that {@code KEDA_CRDS} names, else a small set of our own. */
    private static void installKedaKinds(KubernetesClient client) {
        List<CustomResourceDefinition> kinds = definitions(client);
        kinds.forEach(kind -> client.resource(kind).create());
        kinds.forEach(kind ->
            client.resource(kind).waitUntilCondition(
                found ->
                    found != null &&
                    found.getStatus() != null &&
                    found.getStatus().getConditions() != null &&
                    found
                        .getStatus()
                        .getConditions()
                        .stream()
                        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True")),
                30,
                TimeUnit.SECONDS
            )
        );
    }

    private static List<CustomResourceDefinition> definitions(KubernetesClient client) {
        String folder = System.getenv("KEDA_CRDS");
        try {
            if (folder == null) {
                return read(client, Objects.requireNonNull(ClusterSeed.class.getResourceAsStream("/keda/crds.yaml")));
            }
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                return files
                    .filter(f -> f.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(f -> read(client, open(f)).stream())
                    .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CustomResourceDefinition> read(KubernetesClient client, InputStream yaml) {
        List<HasMetadata> items = client.load(yaml).items();
        return items.stream().map(CustomResourceDefinition.class::cast).toList();
    }

    static void createNamespaces(KubernetesClient client, String... names) {
        for (String name : names) {
            client.resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
        }
    }

    /** The operator as KEDA's chart leaves it, in namespace {@code keda} and with one replica available. */
    static void createKedaOperator(KubernetesClient client) {
        Deployment operator = client
            .apps()
            .deployments()
            .load(Objects.requireNonNull(ClusterSeed.class.getResourceAsStream("/keda/operator.yaml")))
            .item();
        client.resource(operator).create();
        client
            .resource(operator)
            .editStatus(d ->
                d
                    .edit()
                    .editOrNewStatus()
                    .withReplicas(1)
                    .withReadyReplicas(1)
                    .withAvailableReplicas(1)
                    .endStatus()
                    .build()
            );
    }

    /** A TriggerAuthentication as the chart {@code act-runner-controller} installs it. */
    static GenericKubernetesResource helmsAuthentication(String namespace, String release) {
        return Serialization.unmarshal(
            """
            apiVersion: keda.sh/v1alpha1
            kind: TriggerAuthentication
            metadata:
              name: %1$s-act-runner-controller-trigger-auth
              namespace: %2$s
              labels:
                helm.sh/chart: act-runner-controller-0.2.24
                app.kubernetes.io/name: act-runner-controller
                app.kubernetes.io/instance: %1$s
                app.kubernetes.io/component: autoscaler-config
                app.kubernetes.io/managed-by: Helm
            spec:
              secretTargetRef:
                - parameter: token
                  name: %1$s-act-runner-controller-forgejo-api
                  key: token
            """.formatted(release, namespace),
            GenericKubernetesResource.class
        );
    }
}
