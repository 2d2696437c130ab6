package dev.actrunner.console.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** K3s in a container, where Docker answers. */
public final class K3sCluster implements TestCluster {

    private final K3sContainer container = new K3sContainer(DockerImageName.parse("rancher/k3s:v1.34.1-k3s1"));
    private final Path kubeconfig;
    private final KubernetesClient admin;

    private K3sCluster() {
        container.start();
        kubeconfig = TestCluster.write(container.getKubeConfigYaml());
        admin = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig.toFile())).build();
    }

    /** Starts one with KEDA's kinds and what every test cluster has. */
    public static K3sCluster start() {
        var cluster = new K3sCluster();
        ClusterSeed.plant(cluster.admin);
        return cluster;
    }

    @Override
    public String title() {
        return "K3s " + admin.getKubernetesVersion().getGitVersion() + " in a container";
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public KubernetesClient admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
        container.stop();
    }
}
