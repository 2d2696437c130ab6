package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A node without a kubelet: it takes the pods that the scheduler binds to it, and for a runner's pod is the runner, with what
 * the pod's environment, mounts and Secrets give it. Other pods just run. The API server reads logs from it.
 */
public final class RunnerNode implements AutoCloseable {

    static final String NAME = "node-1";

    private final KubernetesClient client;
    private final KubeletLogs logs = new KubeletLogs();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, PlayedPod> pods = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> informer;

    private RunnerNode(KubernetesClient client) {
        this.client = client;
        register();
        informer = client.pods().inAnyNamespace().withField("spec.nodeName", NAME).inform(
            new ResourceEventHandler<>() {
                @Override
                public void onAdd(Pod pod) {
                    play(pod);
                }

                @Override
                public void onUpdate(Pod before, Pod pod) {
                    play(pod);
                    if (pod.getMetadata().getDeletionTimestamp() != null) {
                        end(pod);
                    }
                }

                @Override
                public void onDelete(Pod pod, boolean unknown) {
                    PlayedPod played = pods.remove(pod.getMetadata().getUid());
                    if (played != null) {
                        played.kill();
                    }
                }
            }
        );
    }

    /** Registers a node that is ready, and plays its pods from now on. */
    static RunnerNode start(KubernetesClient client) {
        return new RunnerNode(client);
    }

    private void play(Pod pod) {
        pods.computeIfAbsent(pod.getMetadata().getUid(), _ -> {
            var played = new PlayedPod(client, pod, logs);
            threads.execute(played);
            return played;
        });
    }

    private void end(Pod pod) {
        PlayedPod played = pods.get(pod.getMetadata().getUid());
        if (played != null) {
            played.terminate();
        }
    }

    private void register() {
        Map<String, Quantity> size = Map.of(
            "cpu",
            new Quantity("8"),
            "memory",
            new Quantity("16Gi"),
            "pods",
            new Quantity("110")
        );
        var node = new NodeBuilder()
            .withNewMetadata()
            .withName(NAME)
            .addToLabels("kubernetes.io/os", "linux")
            .endMetadata()
            .build();
        client.resource(node).create();
        client
            .resource(node)
            .editStatus(found ->
                found
                    .edit()
                    .withNewStatus()
                    .withCapacity(size)
                    .withAllocatable(size)
                    .addNewAddress("127.0.0.1", "InternalIP")
                    .withNewDaemonEndpoints()
                    .withNewKubeletEndpoint(logs.port())
                    .endDaemonEndpoints()
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .withReason("KubeletReady")
                    .endCondition()
                    .endStatus()
                    .build()
            );
        // The API server taints a new node until its controllers have seen that it is ready.
        client.resource(node).edit(found -> found.edit().editSpec().withTaints().endSpec().build());
    }

    @Override
    public void close() {
        informer.stop();
        pods.values().forEach(PlayedPod::kill);
        threads.shutdownNow();
        logs.close();
    }
}
