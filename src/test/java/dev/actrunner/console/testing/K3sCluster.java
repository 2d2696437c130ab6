package dev.actrunner.console.testing;

import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** K3s in a container, where Docker answers. */
public final class K3sCluster extends ReachableCluster {

    private final K3sContainer container;

    private K3sCluster(K3sContainer container) {
        super(TestCluster.write(container.getKubeConfigYaml()));
        this.container = container;
    }

    /** Starts one with KEDA's kinds and what every test cluster has. */
    public static K3sCluster start() {
        var container = new K3sContainer(DockerImageName.parse("rancher/k3s:v1.34.1-k3s1"));
        container.start();
        var cluster = new K3sCluster(container);
        ClusterSeed.plant(cluster.admin());
        return cluster;
    }

    @Override
    public String title() {
        return "K3s " + admin().getKubernetesVersion().getGitVersion() + " in a container";
    }

    @Override
    void stopServers() {
        container.stop();
    }
}
