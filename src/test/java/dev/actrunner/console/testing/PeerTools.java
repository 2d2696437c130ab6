package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies the two objects of a connection with kubectl and with helm, as pipelines do: each time a process that reads a
 * file. The objects are those that the console wrote for another connection.
 */
final class PeerTools {

    private static final String NAMESPACE = "team-a";

    private final TestCluster cluster;
    private final Path folder = Processes.temporaryFolder("peers");
    private final String objects;
    private final String prototype;
    private final String encodedToken;

    /**
     * @param prototype the connection, whose name is nowhere else in its objects
     * @param token its token
     */
    PeerTools(TestCluster cluster, String prototype, String token) throws IOException {
        this.cluster = cluster;
        this.prototype = prototype;
        this.encodedToken = encoded(token);
        this.objects = objectsOf(cluster.admin(), prototype);
        Files.createDirectories(folder.resolve("templates"));
        Files.writeString(
            folder.resolve("Chart.yaml"),
            """
            apiVersion: v2
            name: peer
            version: 1.0.0
            """
        );
        Files.writeString(
            folder.resolve("templates").resolve("objects.yaml"),
            objects.replace(prototype, "{{ .Values.name }}").replace(encodedToken, "{{ .Values.token | b64enc }}")
        );
    }

    /** The Secret and the TriggerAuthentication without what the API server adds, and not as the console's own. */
    private static String objectsOf(KubernetesClient admin, String connection) {
        Stream<? extends HasMetadata> all = Stream.concat(
            admin.secrets().inNamespace(NAMESPACE).list().getItems().stream(),
            admin
                .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .stream()
        );
        List<String> found = all
            .filter(object -> object.getMetadata().getName().startsWith(connection))
            .map(PeerTools::manifest)
            .toList();
        if (found.size() != 2) {
            throw new IllegalStateException("Not a Secret and a TriggerAuthentication: " + found);
        }
        return found.stream().collect(Collectors.joining("---\n"));
    }

    private static String manifest(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        metadata.setManagedFields(null);
        metadata.setUid(null);
        metadata.setResourceVersion(null);
        metadata.setCreationTimestamp(null);
        metadata.setGeneration(null);
        // Otherwise the console would monitor the peers' objects too.
        return Serialization.asYaml(object)
            .replaceFirst("^---\n", "")
            .replace("console.actrunner.dev", "peer.actrunner.dev")
            .replace("act-runner-console", "peer");
    }

    /** Runs {@code kubectl apply --server-side}. */
    void kubectlApply(String name, String token) throws IOException {
        Path file = folder.resolve("objects.yaml");
        Files.writeString(file, objects.replace(prototype, name).replace(encodedToken, encoded(token)));
        new Kubectl(cluster).run("apply", "--server-side", "--filename=" + file);
    }

    /** Runs {@code helm upgrade --install}, with a release of that name. */
    void helmUpgrade(String name, String token) {
        Helm.THREE.run(
            cluster,
            NAMESPACE,
            "upgrade",
            "--install",
            name,
            folder.toString(),
            "--set-string=name=" + name + ",token=" + token
        );
    }

    private static String encoded(String token) {
        return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }
}
