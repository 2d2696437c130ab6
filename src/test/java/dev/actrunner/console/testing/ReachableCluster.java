package dev.actrunner.console.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/** A cluster behind the administrator's kubeconfig. */
abstract sealed class ReachableCluster implements TestCluster permits EmbeddedCluster, K3sCluster, RealCluster {

    private final Path kubeconfig;
    private final KubernetesClient admin;

    ReachableCluster(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        // The embedded API server loses an answer on HTTP/2 now and then.
        config.setHttp2Disable(true);
        this.admin = new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public final Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public final KubernetesClient admin() {
        return admin;
    }

    /** Ends the servers behind it. */
    abstract void stopServers();

    @Override
    public final void close() {
        admin.close();
        stopServers();
    }
}
