package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.tls.HeldCertificate;

/** KEDA's own operator on a real API server, from the folder that {@code KEDA_BINARIES} names. */
public final class KedaOperator implements AutoCloseable {

    private final Path folder = Processes.temporaryFolder("keda");
    private final int metricsService = Processes.freePort();
    private final RealCluster cluster;
    private Process process;

    private KedaOperator(RealCluster cluster) {
        this.cluster = cluster;
        writeCertificates();
        process = run();
    }

    /** Starts it for all namespaces of a cluster that has KEDA's kinds. */
    public static KedaOperator start(RealCluster cluster) {
        return new KedaOperator(cluster);
    }

    private void writeCertificates() {
        HeldCertificate ca = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate own = TlsForge.certificate("127.0.0.1", ca, Duration.ofDays(-1), Duration.ofDays(1));
        try {
            Files.writeString(folder.resolve("ca.crt"), ca.certificatePem());
            Files.writeString(folder.resolve("tls.crt"), own.certificatePem());
            Files.writeString(folder.resolve("tls.key"), own.privateKeyPkcs8Pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run() {
        String program = Path.of(Objects.requireNonNull(System.getenv("KEDA_BINARIES")), "operator").toString();
        return Processes.start(
            List.of(
                program,
                "--metrics-bind-address=0",
                "--health-probe-bind-address=127.0.0.1:" + Processes.freePort(),
                "--metrics-service-bind-address=127.0.0.1:" + metricsService,
                "--cert-dir=" + folder,
                "--enable-webhook-patching=false",
                "--enable-apiservice-patching=false"
            ),
            folder,
            Map.of(
                "KUBECONFIG",
                cluster.kubeconfig().toString(),
                "POD_NAMESPACE",
                "keda",
                "WATCH_NAMESPACE",
                "",
                "KEDA_CLUSTER_OBJECT_NAMESPACE",
                "keda"
            )
        );
    }

    /** Where its certificates are, which its metrics adapter shares. */
    Path certificates() {
        return folder;
    }

    /** The port of the service that its metrics adapter asks. */
    int metricsService() {
        return metricsService;
    }

    /** What it is, for summaries. */
    public String title() {
        return "KEDA's operator 2.21.0";
    }

    /** The end of what it logged. */
    public String lastWords() {
        return Processes.lastWords(folder, List.of("operator"));
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, as a node that dies does. */
    public void stop() {
        process.destroyForcibly();
    }

    /** Starts it again. */
    public void restart() {
        process = run();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
