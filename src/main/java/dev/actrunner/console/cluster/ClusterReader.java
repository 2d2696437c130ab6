package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads objects of the cluster besides the console's own. All calls throw {@link ClusterException}. */
@Component
public class ClusterReader {

    private final ClusterClients clients;
    private final ClusterCall call;

    ClusterReader(ClusterClients clients, ClusterCall call) {
        this.clients = clients;
        this.call = call;
    }

    /**
     * The objects of a kind without a class of its own, as maps and lists; none when the kind does not exist.
     *
     * @param namespace null for all
     */
    public List<Map<String, Object>> listAny(String apiVersion, String kind, @Nullable String namespace) {
        return call.run(kind, namespace, () -> {
            try {
                var all = clients.current().genericKubernetesResources(apiVersion, kind);
                var found = namespace == null ? all.inAnyNamespace().list() : all.inNamespace(namespace).list();
                return found.getItems().stream().map(ClusterReader::asMap).toList();
            } catch (KubernetesClientException e) {
                if (e.getCode() == 404 || String.valueOf(e.getMessage()).startsWith("Could not find the metadata")) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    /** One object of a kind without a class of its own, as maps and lists; empty when it or its kind does not exist. */
    public Optional<Map<String, Object>> findAny(String apiVersion, String kind, String namespace, String name) {
        return call.run(kind + " " + namespace + "/" + name, namespace, () ->
            Optional.ofNullable(
                clients
                    .current()
                    .genericKubernetesResources(apiVersion, kind)
                    .inNamespace(namespace)
                    .withName(name)
                    .get()
            ).map(ClusterReader::asMap)
        );
    }

    private static Map<String, Object> asMap(GenericKubernetesResource object) {
        ObjectMeta metadata = object.getMetadata();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", metadata.getName());
        described.put("namespace", metadata.getNamespace());
        described.put("annotations", metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations());
        Map<String, Object> map = new LinkedHashMap<>(object.getAdditionalProperties());
        map.put("kind", object.getKind());
        map.put("metadata", described);
        return map;
    }

    /** The events about an object that the API server still has. */
    public List<Event> events(String namespace, String kind, String name) {
        return call.run("events", namespace, () ->
            clients
                .current()
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.kind", kind)
                .withField("involvedObject.name", name)
                .list()
                .getItems()
        );
    }

    /**
     * Returns what an aggregated API answers.
     *
     * @param path from the API server's root, such as {@code /apis/external.metrics.k8s.io/v1beta1}
     * @return empty where there is nothing (404)
     */
    public Optional<String> get(String path) {
        return call.runAggregated(path, () -> Optional.ofNullable(clients.current().raw(path)));
    }

    /**
     * The last lines that the pods of a workload logged, a line per entry.
     *
     * @param labels what the pods carry
     * @param lines how many of each pod
     */
    public List<String> log(String namespace, Map<String, String> labels, int lines) {
        return call.runAggregated("the logs of pods in " + namespace, () ->
            clients
                .current()
                .pods()
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems()
                .stream()
                .flatMap(pod -> log(pod, lines).lines())
                .toList()
        );
    }

    /**
     * The last lines that a container logged.
     *
     * @param previous whether of the container before it was restarted
     */
    public List<String> log(Pod pod, String container, boolean previous, int lines) {
        ObjectMeta metadata = pod.getMetadata();
        String path =
            "/api/v1/namespaces/" +
            metadata.getNamespace() +
            "/pods/" +
            metadata.getName() +
            "/log?container=" +
            container +
            "&tailLines=" +
            lines +
            (previous ? "&previous=true" : "");
        return call.runAggregated("the log of " + metadata.getName(), () -> {
            String log = clients.current().raw(path);
            return log == null ? List.<String>of() : log.lines().toList();
        });
    }

    /** Not by fabric8's getLog, which first waits for the pod by an informer: a list and a watch more, and a right to watch. */
    private String log(Pod pod, int lines) {
        ObjectMeta metadata = pod.getMetadata();
        String path = "/api/v1/namespaces/" + metadata.getNamespace() + "/pods/" + metadata.getName();
        String log = clients.current().raw(path + "/log?tailLines=" + lines);
        return log == null ? "" : log;
    }
}
