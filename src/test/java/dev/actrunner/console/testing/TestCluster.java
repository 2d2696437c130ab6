package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** A cluster for tests, with KEDA's kinds, an operator's Deployment, and the namespaces {@code team-a} and {@code keda}. */
public interface TestCluster extends AutoCloseable {
    /** What this is, for the closing summary: {@code kube-apiserver v1.37.2 and etcd 3.7.3}. */
    String title();

    /** A kubeconfig with the administrator's context. */
    Path kubeconfig();

    /** A client with all rights. */
    KubernetesClient admin();

    /** Installs what the chart {@code act-runner-controller} makes for KEDA. */
    default void helmInstalls(String namespace, String release) {
        admin().resource(ClusterSeed.helmsAuthentication(namespace, release)).create();
    }

    /** Annotates a connection's TriggerAuthentication as somebody who applies manifests, whoever has the annotation. */
    default void annotate(String namespace, String connection, String annotation, String value) {
        GenericKubernetesResource change = Serialization.unmarshal(
            """
            apiVersion: keda.sh/v1alpha1
            kind: TriggerAuthentication
            metadata:
              name: %s-act-runner-controller-trigger-auth
              namespace: %s
              annotations: { %s: "%s" }
            """.formatted(connection, namespace, annotation, value),
            GenericKubernetesResource.class
        );
        var apply = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("somebody")
            .withForce(true)
            .build();
        admin().resource(change).patch(apply, change);
    }

    /** What stands for KEDA's metrics server. */
    MetricsServer metrics();

    @Override
    void close();

    /** Whether the folder of {@code KUBEBUILDER_ASSETS} has a kube-apiserver and an etcd. */
    static boolean hasRealServers() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        return (
            assets != null &&
            Files.isExecutable(Path.of(assets, "kube-apiserver")) &&
            Files.isExecutable(Path.of(assets, "etcd"))
        );
    }

    /** The best that is there: a real API server, else K3s where Docker answers, else the embedded one. */
    static TestCluster best() {
        if (hasRealServers()) {
            return RealCluster.start();
        }
        return DockerClientFactory.instance().isDockerAvailable() ? K3sCluster.start() : EmbeddedCluster.start();
    }

    /** Writes a kubeconfig that the test's end deletes. */
    static Path kubeconfig(String context, String server, String token) {
        String yaml = """
        apiVersion: v1
        kind: Config
        current-context: %1$s
        clusters:
          - name: %1$s
            cluster:
              server: %2$s
              insecure-skip-tls-verify: true
        users:
          - name: %1$s
            user:
              token: %3$s
        contexts:
          - name: %1$s
            context:
              cluster: %1$s
              user: %1$s
              namespace: default
        """.formatted(context, server, token);
        return write(yaml);
    }

    /** Writes a kubeconfig that the test's end deletes. */
    static Path write(String kubeconfig) {
        try {
            Path file = Files.createTempFile("kubeconfig", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
