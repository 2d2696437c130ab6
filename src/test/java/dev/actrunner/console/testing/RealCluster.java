package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.tls.HeldCertificate;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * A real kube-apiserver with RBAC on a real etcd, from the folder that {@code KUBEBUILDER_ASSETS} names (the convention
 * of controller-runtime's envtest). No controllers run, so a namespace that is deleted stays.
 */
public final class RealCluster extends ReachableCluster {

    /** Users by token: an administrator, and people whose rights the tests grant. */
    private static final String TOKENS = """
    admin-token,admin,admin,"system:masters"
    viewer-token,viewer,viewer
    editor-token,editor,editor
    stranger-token,stranger,stranger
    console-token,console,console
    writer-token,writer,writer
    binder-token,binder,binder
    pair-token,pair,pair
    """;

    private final Path folder = Processes.temporaryFolder("apiserver");
    private final int port;
    private final MetricsServer metrics = new MetricsServer();
    private final Process etcd;
    private final String etcdUrl;
    private Process apiServer;
    private final List<String> command;
    private final String title;

    private RealCluster(int port) {
        super(TestCluster.kubeconfig("real", url(port), "admin-token"));
        this.port = port;
        Path assets = Path.of(Objects.requireNonNull(System.getenv("KUBEBUILDER_ASSETS")));
        etcdUrl = "http://127.0.0.1:" + Processes.freePort();
        String peerUrl = "http://127.0.0.1:" + Processes.freePort();
        List<String> etcdCommand = List.of(
            assets.resolve("etcd").toString(),
            "--data-dir=" + folder.resolve("data"),
            "--listen-client-urls=" + etcdUrl,
            "--advertise-client-urls=" + etcdUrl,
            "--listen-peer-urls=" + peerUrl,
            "--unsafe-no-fsync"
        );
        etcd = Processes.start(etcdCommand, folder, Map.of());
        Processes.awaitOk(URI.create(etcdUrl + "/health"), etcd, folder, etcdCommand);
        command = apiServerCommand(assets.resolve("kube-apiserver"), etcdUrl);
        apiServer = Processes.start(command, folder, Map.of());
        awaitReady();
        title =
            "real kube-apiserver " +
            admin().getKubernetesVersion().getGitVersion() +
            " on a real etcd " +
            Objects.requireNonNull(RestClient.create(etcdUrl).get().uri("/version").retrieve().body(JsonNode.class))
                .path("etcdserver")
                .asString();
    }

    /** Starts one where KEDA was never installed, with the namespace {@code team-a}. */
    public static RealCluster withoutKeda() {
        var cluster = new RealCluster(Processes.freePort());
        ClusterSeed.createNamespaces(cluster.admin(), "team-a");
        return cluster;
    }

    /** Starts one with KEDA's kinds and what every test cluster has. */
    public static RealCluster start() {
        var cluster = new RealCluster(Processes.freePort());
        ClusterSeed.plant(cluster.admin(), "localhost", cluster.metrics.port());
        return cluster;
    }

    private List<String> apiServerCommand(Path program, String etcdUrl) {
        Path tokens = write("tokens.csv", TOKENS + crowd());
        Path key = write("service-accounts.pem", privateKey());
        var arguments = new ArrayList<String>();
        arguments.add(program.toString());
        arguments.add("--etcd-servers=" + etcdUrl);
        arguments.add("--bind-address=127.0.0.1");
        // No Endpoints of its own: they may not be on loopback, and nobody asks for them.
        arguments.add("--endpoint-reconciler-type=none");
        arguments.add("--secure-port=" + port);
        arguments.add("--cert-dir=" + folder.resolve("certs"));
        arguments.add("--token-auth-file=" + tokens);
        arguments.add("--authorization-mode=RBAC");
        // As kubeadm sets it: a Docker engine beside a runner needs it.
        arguments.add("--allow-privileged=true");
        arguments.add("--disable-admission-plugins=ServiceAccount");
        arguments.add("--service-account-issuer=https://kubernetes.default.svc");
        arguments.add("--service-account-key-file=" + key);
        arguments.add("--service-account-signing-key-file=" + key);
        arguments.add("--service-cluster-ip-range=10.0.0.0/24");
        addFrontProxy(arguments);
        return List.copyOf(arguments);
    }

    /** With it, servers behind the API server learn who asks, as KEDA's metrics adapter does. */
    private void addFrontProxy(List<String> arguments) {
        HeldCertificate ca = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate proxy = new HeldCertificate.Builder().commonName("front-proxy").signedBy(ca).build();
        arguments.add("--requestheader-client-ca-file=" + write("front-proxy-ca.crt", ca.certificatePem()));
        arguments.add("--requestheader-username-headers=X-Remote-User");
        arguments.add("--requestheader-group-headers=X-Remote-Group");
        arguments.add("--requestheader-extra-headers-prefix=X-Remote-Extra-");
        arguments.add("--proxy-client-cert-file=" + write("front-proxy.crt", proxy.certificatePem()));
        arguments.add("--proxy-client-key-file=" + write("front-proxy.key", proxy.privateKeyPkcs8Pem()));
    }

    /** Many users, for those who want to see what many callers cost: {@code caller-7-token} is {@code caller-7}. */
    private static String crowd() {
        return IntStream.range(0, 1000)
            .mapToObj(n -> "caller-" + n + "-token,caller-" + n + ",caller-" + n + ",callers\n")
            .collect(Collectors.joining());
    }

    private void awaitReady() {
        Processes.await(
            apiServer,
            folder,
            command,
            () -> "ok".equals(admin().raw("/readyz")) && admin().namespaces().withName("default").get() != null
        );
    }

    /** Ends the API server, as a crash would. */
    public void stopApiServer() {
        Processes.stop(apiServer);
    }

    /** Lets it take connections and answer none, as a server does that hangs; or go on. */
    public void hang(boolean hangs) {
        Processes.output(List.of("kill", hangs ? "-STOP" : "-CONT", String.valueOf(apiServer.pid())));
    }

    /** Lets etcd answer nothing, or go on. */
    public void hangEtcd(boolean hangs) {
        Processes.output(List.of("kill", hangs ? "-STOP" : "-CONT", String.valueOf(etcd.pid())));
    }

    /** Lets etcd forget all that was before now, so that whoever watches from an earlier time has to list again (410). */
    void compact() {
        RestClient etcdApi = RestClient.create(etcdUrl);
        JsonNode now = etcdApi
            .post()
            .uri("/v3/kv/range")
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"key\":\"AA==\",\"limit\":1}")
            .retrieve()
            .requiredBody(JsonNode.class);
        etcdApi
            .post()
            .uri("/v3/kv/compaction")
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"revision\":\"" + now.at("/header/revision").asString() + "\",\"physical\":true}")
            .retrieve()
            .toBodilessEntity();
    }

    /** Starts it again on the same port and the same data. */
    public void startApiServer() {
        apiServer = Processes.start(command, folder, Map.of());
        awaitReady();
    }

    /** A kubeconfig of another user: {@code viewer} or {@code editor}. */
    public Path kubeconfigOf(String user) {
        return TestCluster.kubeconfig("real", url(port), user + "-token");
    }

    /** A kubeconfig of a service account, with a token that the API server made. */
    public Path kubeconfigOfServiceAccount(String namespace, String name) {
        return TestCluster.kubeconfig("real", url(port), tokenOf(namespace, name));
    }

    /** A token of a service account. */
    public String tokenOf(String namespace, String name) {
        return admin()
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(name)
            .tokenRequest(new TokenRequest())
            .getStatus()
            .getToken();
    }

    private static String url(int port) {
        return "https://127.0.0.1:" + port;
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            return (
                "-----BEGIN PRIVATE KEY-----\n" +
                Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded) +
                "\n-----END PRIVATE KEY-----\n"
            );
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    void stopServers() {
        Processes.stop(apiServer);
        Processes.stop(etcd);
        metrics.close();
    }

    @Override
    public MetricsServer metrics() {
        return metrics;
    }
}
