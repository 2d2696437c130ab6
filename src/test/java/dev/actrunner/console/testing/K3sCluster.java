package dev.actrunner.console.testing;

import org.testcontainers.Testcontainers;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** K3s in a container, where Docker answers. */
public final class K3sCluster extends ReachableCluster {

    private final K3sContainer container;
    private final MetricsServer metrics;

    private K3sCluster(K3sContainer container, MetricsServer metrics) {
        super(TestCluster.write(container.getKubeConfigYaml()));
        this.container = container;
        this.metrics = metrics;
    }

    /** Starts one with KEDA's kinds and what every test cluster has. */
    public static K3sCluster start() {
        var container = new K3sContainer(DockerImageName.parse("rancher/k3s:v1.34.1-k3s1"));
        var metrics = new MetricsServer();
        Testcontainers.exposeHostPorts(metrics.port());
        container.withAccessToHost(true);
        container.start();
        var cluster = new K3sCluster(container, metrics);
        ClusterSeed.plant(cluster.admin(), "host.testcontainers.internal", metrics.port());
        return cluster;
    }

    @Override
    public String title() {
        return "K3s " + admin().getKubernetesVersion().getGitVersion() + " in a container";
    }

    @Override
    public MetricsServer metrics() {
        return metrics;
    }

    @Override
    void stopServers() {
        container.stop();
        metrics.close();
    }
}
