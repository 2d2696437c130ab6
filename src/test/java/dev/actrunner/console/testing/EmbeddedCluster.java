package dev.actrunner.console.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * fabric8's in-memory API server, taught server-side apply. It serves the demo and quick tests, and is no proof: it knows
 * no schemas, no admission and no RBAC.
 */
public final class EmbeddedCluster implements TestCluster {

    private final MockWebServer server = new MockWebServer();
    private final EmbeddedApiServer api = new EmbeddedApiServer();
    private final KubernetesClient admin;
    private final Path kubeconfig;

    private EmbeddedCluster() {
        server.setDispatcher(api);
        server.start(InetAddress.getLoopbackAddress(), 0);
        kubeconfig = TestCluster.kubeconfig("embedded", "http://127.0.0.1:" + server.getPort(), "embedded");
        admin = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig.toFile())).build();
    }

    /** Starts one with what every test cluster has. */
    public static EmbeddedCluster start() {
        var cluster = new EmbeddedCluster();
        ClusterSeed.createNamespaces(cluster.admin, "default", "keda", "team-a");
        ClusterSeed.createKedaOperator(cluster.admin);
        return cluster;
    }

    /** The API server itself, to be told to misbehave. */
    public EmbeddedApiServer api() {
        return api;
    }

    @Override
    public String title() {
        return "embedded API server";
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
        server.shutdown();
    }
}
