package dev.actrunner.console.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cluster that really scales: a real API server with the real controllers and scheduler, KEDA's operator and metrics
 * adapter, and a node that plays the runners.
 */
public final class ScalingCluster implements AutoCloseable {

    private final RealCluster cluster;
    private final List<Process> processes;
    private final KedaOperator operator;
    private final KedaAdapter adapter;
    private final RunnerNode node;

    private ScalingCluster() {
        cluster = RealCluster.start();
        processes = List.of(
            start(
                "kube-controller-manager",
                // Without a node's own controllers, which wait for a kubelet's signs of life.
                "--controllers=*,-node-lifecycle-controller,-node-ipam-controller,-taint-eviction-controller",
                "--horizontal-pod-autoscaler-sync-period=2s",
                "--horizontal-pod-autoscaler-initial-readiness-delay=0s"
            ),
            start("kube-scheduler")
        );
        node = RunnerNode.start(cluster.admin());
        operator = KedaOperator.start(cluster);
        adapter = KedaAdapter.start(cluster, operator);
    }

    /** Whether all its programs are there. */
    public static boolean isAvailable() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        return (
            TestCluster.hasRealServers() &&
            System.getenv("KEDA_BINARIES") != null &&
            java.nio.file.Files.isExecutable(Path.of(assets, "kube-controller-manager"))
        );
    }

    /** Starts all of it. */
    public static ScalingCluster start() {
        return new ScalingCluster();
    }

    private Process start(String program, String... arguments) {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(Objects.requireNonNull(System.getenv("KUBEBUILDER_ASSETS")), program).toString());
        command.add("--kubeconfig=" + cluster.kubeconfig());
        command.add("--leader-elect=false");
        command.add("--secure-port=" + Processes.freePort());
        command.add("--bind-address=127.0.0.1");
        command.addAll(List.of(arguments));
        return Processes.start(command, Processes.temporaryFolder(program), Map.of());
    }

    /** The cluster itself. */
    public RealCluster cluster() {
        return cluster;
    }

    /** KEDA's operator. */
    public KedaOperator operator() {
        return operator;
    }

    /** The node that plays the runners. */
    public RunnerNode node() {
        return node;
    }

    /** What it is, for summaries. */
    public String title() {
        return (
            cluster.title() + ", kube-controller-manager, kube-scheduler, " + operator.title() + " and metrics adapter"
        );
    }

    @Override
    public void close() {
        node.close();
        adapter.close();
        operator.close();
        processes.forEach(Process::destroyForcibly);
        cluster.close();
    }
}
