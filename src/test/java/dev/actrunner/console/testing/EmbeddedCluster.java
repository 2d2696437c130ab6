package dev.actrunner.console.testing;

import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;

/**
 * fabric8's in-memory API server, taught server-side apply. It serves the demo and quick tests, and is no proof: it knows
 * no schemas, no admission and no RBAC.
 */
public final class EmbeddedCluster extends ReachableCluster {

    private final MockWebServer server;
    private final EmbeddedApiServer api;

    private EmbeddedCluster(MockWebServer server, EmbeddedApiServer api) {
        super(TestCluster.kubeconfig("embedded", "http://127.0.0.1:" + server.getPort(), "embedded"));
        this.server = server;
        this.api = api;
    }

    /** Starts one with what every test cluster has. */
    public static EmbeddedCluster start() {
        var server = new MockWebServer();
        var api = new EmbeddedApiServer();
        server.setDispatcher(api);
        server.start(InetAddress.getLoopbackAddress(), 0);
        var cluster = new EmbeddedCluster(server, api);
        ClusterSeed.createNamespaces(cluster.admin(), "default", "keda", "team-a");
        ClusterSeed.createKedaOperator(cluster.admin());
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
    void stopServers() {
        server.shutdown();
    }
}
