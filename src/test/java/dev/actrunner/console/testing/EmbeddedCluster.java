package dev.actrunner.console.testing;

import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * fabric8's in-memory API server, taught server-side apply. It serves the demo and quick tests, and is no proof: it knows
 * no schemas, no admission and no RBAC.
 */
public final class EmbeddedCluster extends ReachableCluster {

    /** Kept, since loggers that nobody holds forget their level; Spring's settings come later than the first requests. */
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server;
    private final EmbeddedApiServer api;
    private final MetricsServer metrics;

    private EmbeddedCluster(MockWebServer server, EmbeddedApiServer api, MetricsServer metrics) {
        super(TestCluster.kubeconfig("embedded", "http://127.0.0.1:" + server.getPort(), "embedded"));
        this.server = server;
        this.api = api;
        this.metrics = metrics;
    }

    /** Starts one with what every test cluster has. */
    public static EmbeddedCluster start() {
        REQUESTS.setLevel(Level.WARNING);
        var server = new MockWebServer();
        var metrics = new MetricsServer();
        var api = new EmbeddedApiServer(metrics);
        server.setDispatcher(api);
        server.start(InetAddress.getLoopbackAddress(), 0);
        var cluster = new EmbeddedCluster(server, api, metrics);
        ClusterSeed.createNamespaces(cluster.admin(), "default", "keda", "team-a");
        ClusterSeed.createKedaOperator(cluster.admin());
        cluster.metricsApi("keda-operator-metrics-apiserver", "True");
        return cluster;
    }

    /** The API server itself, to be told to misbehave. */
    public EmbeddedApiServer api() {
        return api;
    }

    /** Registers the external metrics API with this Service and availability. */
    public void metricsApi(String service, String available) {
        admin()
            .resource(
                ClusterSeed.metricsApi(available)
                    .editSpec()
                    .editService()
                    .withName(service)
                    .endService()
                    .endSpec()
                    .build()
            )
            .createOr(NonDeletingOperation::update);
    }

    @Override
    public MetricsServer metrics() {
        return metrics;
    }

    @Override
    public String title() {
        return "embedded API server";
    }

    @Override
    void stopServers() {
        server.shutdown();
        metrics.close();
    }
}
