package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.APIService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** KEDA's own metrics adapter behind the API server, in the place of the one that serves a test's values. */
final class KedaAdapter implements AutoCloseable {

    private final Process process;

    private KedaAdapter(Process process) {
        this.process = process;
    }

    /** Starts it beside an operator, and waits until the API server reaches it. */
    static KedaAdapter start(RealCluster cluster, KedaOperator operator) {
        int port = Processes.freePort();
        Path folder = Processes.temporaryFolder("keda-adapter");
        String kubeconfig = cluster.kubeconfig().toString();
        List<String> command = List.of(
            Path.of(Objects.requireNonNull(System.getenv("KEDA_BINARIES")), "adapter").toString(),
            "--secure-port=" + port,
            "--bind-address=127.0.0.1",
            "--cert-dir=" + operator.certificates(),
            "--metrics-service-address=127.0.0.1:" + operator.metricsService(),
            "--port=" + Processes.freePort(),
            "--kubeconfig=" + kubeconfig,
            "--lister-kubeconfig=" + kubeconfig,
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig
        );
        Process process = Processes.start(
            command,
            folder,
            Map.of("KUBECONFIG", kubeconfig, "POD_NAMESPACE", "keda", "WATCH_NAMESPACE", "")
        );
        APIService service = ClusterSeed.metricsApi(port).build();
        cluster.admin().resource(service).delete();
        cluster.admin().resource(service).create();
        Processes.await(process, folder, command, () -> {
            APIService found = cluster.admin().resource(service).get();
            return (
                found.getStatus() != null &&
                found
                    .getStatus()
                    .getConditions()
                    .stream()
                    .anyMatch(c -> c.getType().equals("Available") && c.getStatus().equals("True"))
            );
        });
        return new KedaAdapter(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
