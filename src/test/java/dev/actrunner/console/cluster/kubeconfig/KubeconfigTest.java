package dev.actrunner.console.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterExceptionTranslator;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl reads in a kubeconfig, each against a server that says who came. */
@Tag("slow")
class KubeconfigTest {

    private static final HeldCertificate CA = new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate SERVER = new HeldCertificate.Builder()
        .signedBy(CA)
        .addSubjectAlternativeName("api.example")
        .addSubjectAlternativeName("localhost")
        .build();

    private static HttpsServer server;
    private static final List<Map<String, List<String>>> SEEN = new CopyOnWriteArrayList<>();
    private static final List<String> PEERS = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var context = new HandshakeCertificates.Builder()
            .heldCertificate(SERVER)
            .addTrustedCertificate(CA.certificate())
            .build()
            .sslContext();
        server.setHttpsConfigurator(
            new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                    wanted.setWantClientAuth(true);
                    parameters.setSSLParameters(wanted);
                }
            }
        );
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            SEEN.add(Map.copyOf(exchange.getRequestHeaders()));
            try {
                PEERS.add(
                    ((com.sun.net.httpserver.HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName()
                );
            } catch (SSLPeerUnverifiedException _) {
                PEERS.add("nobody");
            }
            byte[] body = "{\"major\":\"1\",\"minor\":\"37\",\"gitVersion\":\"v1.37.2\"}".getBytes(
                StandardCharsets.UTF_8
            );
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
        PEERS.clear();
    }

    private static int port() {
        return server.getAddress().getPort();
    }

    /** Writes a kubeconfig with these lines of its cluster and user, in YAML's flow style. */
    private Path kubeconfig(String cluster, String user) {
        return write(
            "config",
            """
            apiVersion: v1
            kind: Config
            current-context: here
            contexts: [{ name: here, context: { cluster: it, user: me } }]
            clusters: [{ name: it, cluster: { server: "https://localhost:%d", %s } }]
            users: [{ name: me, user: { %s } }]
            """.formatted(port(), cluster, user)
        );
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String program(String name, String script) throws IOException {
        Path file = write(name, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private static String authority() {
        return "certificate-authority-data: " + encoded(CA.certificatePem());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Config config(Path file) {
        return Kubeconfig.find(file, Map.of()).config(null);
    }

    /** Asks the server, as the console's client does. */
    private static void ask(Config config) {
        config.setRequestRetryBackoffLimit(0);
        try (
            KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(TlsServerName.of(config))
                .build()
        ) {
            client.raw("/version");
        }
    }

    private static String header(String name) {
        return String.join(",", SEEN.getLast().getOrDefault(name, List.of()));
    }

    @Test
    void aToken() {
        ask(config(kubeconfig(authority(), "token: abc")));
        assertThat(header("Authorization")).isEqualTo("Bearer abc");
    }

    @Test
    void aFileWithATokenThatIsWrittenAnew() {
        write("token", "one\n");
        Config config = config(kubeconfig(authority(), "tokenFile: token, token: other"));
        ask(config);
        assertThat(header("Authorization")).isEqualTo("Bearer one");
        write("token", "two\n");
        ask(config);
        assertThat(header("Authorization")).isEqualTo("Bearer two");
    }

    @Test
    void aUserAndAPassword() {
        ask(config(kubeconfig(authority(), "username: jo, password: secret")));
        assertThat(header("Authorization")).isEqualTo("Basic " + encoded("jo:secret"));
    }

    @ParameterizedTest
    @CsvSource({ "rsa,pkcs1", "rsa,pkcs8", "ec,pkcs8", "ec,sec1" })
    void aCertificateWithAKeyOfEveryKind(String kind, String form) throws Exception {
        write("ca.key", CA.privateKeyPkcs8Pem());
        write("ca.crt", CA.certificatePem());
        String generate = switch (kind) {
            case "rsa" -> "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048";
            default -> "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256";
        };
        openssl(generate + " -out me.key");
        openssl("req -new -key me.key -subj /CN=jo -out me.csr");
        openssl("x509 -req -in me.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out me.crt");
        if (form.equals("pkcs1")) {
            openssl("rsa -in me.key -traditional -out me.key");
        } else if (form.equals("sec1")) {
            openssl("ec -in me.key -out me.key");
        }
        ask(config(kubeconfig(authority(), "client-certificate: me.crt, client-key: me.key")));
        assertThat(PEERS.getLast()).isEqualTo("CN=jo");

        String data =
            "client-certificate-data: " +
            encoded(Files.readString(folder.resolve("me.crt"))) +
            ", client-key-data: " +
            encoded(Files.readString(folder.resolve("me.key")));
        ask(config(kubeconfig(authority(), data)));
        assertThat(PEERS.getLast()).isEqualTo("CN=jo");
    }

    @Test
    void aKeyOfAKindThatTheClientDoesNotKnowIsNamed() throws Exception {
        openssl("genpkey -algorithm ed25519 -out me.key");
        write("me.crt", CA.certificatePem());
        Path file = kubeconfig(authority(), "client-certificate: me.crt, client-key: me.key");
        assertThatThrownBy(() -> config(file))
            .hasMessageContaining("users[me].user.client-key")
            .hasMessageContaining("Ed25519");
    }

    private void openssl(String arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ", -1)));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void anAuthorityInAFileBesideTheKubeconfig() {
        write("ca.crt", CA.certificatePem());
        ask(config(kubeconfig("certificate-authority: ca.crt", "token: abc")));
        assertThat(SEEN).hasSize(1);
    }

    @Test
    void noAuthorityAtAll() {
        ask(config(kubeconfig("insecure-skip-tls-verify: true", "token: abc")));
        assertThat(SEEN).hasSize(1);
    }

    @Test
    void anotherNameInTheServersCertificate() {
        Path other = kubeconfig(authority() + ", tls-server-name: api.example", "token: abc");
        Config config = config(other);
        config.setMasterUrl("https://127.0.0.1:" + port() + "/");
        ask(config);
        assertThat(SEEN).hasSize(1);
        config.setTlsServerName("other.example");
        assertThatThrownBy(() -> ask(config)).isInstanceOf(KubernetesClientException.class);
        assertThat(SEEN).hasSize(1);
    }

    @Test
    void aProxyForAnHttpsAddress() throws Exception {
        var through = new CopyOnWriteArrayList<String>();
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> tunnel(proxy, through));
            String url = "http://127.0.0.1:" + proxy.getLocalPort();
            ask(config(kubeconfig(authority() + ", proxy-url: '" + url + "'", "token: abc")));
        }
        assertThat(through).containsExactly("CONNECT localhost:" + port() + " HTTP/1.1");
        assertThat(SEEN).hasSize(1);
    }

    /** A proxy for one connection. */
    private static void tunnel(ServerSocket proxy, List<String> through) {
        try (Socket in = proxy.accept()) {
            var request = new StringBuilder();
            while (!request.toString().endsWith("\r\n\r\n")) {
                request.append((char) in.getInputStream().read());
            }
            through.add(request.toString().lines().findFirst().orElse(""));
            try (Socket out = new Socket(InetAddress.getLoopbackAddress(), port())) {
                in.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread there = Thread.ofVirtual().start(() -> copy(in, out));
                copy(out, in);
                there.join();
            }
        } catch (IOException | InterruptedException _) {
            // The client has gone.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side has gone.
        }
    }

    @Test
    void aProxyThatTheConsoleCannotUseIsNamed() {
        Path file = kubeconfig(authority() + ", proxy-url: 'socks5://127.0.0.1:1080'", "token: abc");
        assertThatThrownBy(() -> config(file)).hasMessageContaining("clusters[it].cluster.proxy-url");
    }

    @Test
    void impersonation() {
        ask(
            config(
                kubeconfig(authority(), "token: abc, as: ann, as-groups: [ops, dev], as-user-extra: { why: [test] }")
            )
        );
        assertThat(header("Impersonate-user")).isEqualTo("ann");
        assertThat(header("Impersonate-group")).contains("ops", "dev");
        assertThat(header("Impersonate-extra-why")).isEqualTo("test");
        assertThatThrownBy(() ->
            config(kubeconfig(authority(), "token: abc, as: ann, as-uid: '7'"))
        ).hasMessageContaining("users[me].user.as-uid");
    }

    private String exec(String command, String more) {
        return "exec: { apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: '%s' %s }".formatted(
            command,
            more
        );
    }

    private static String credential(String status) {
        return (
            "echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{" +
            status +
            "}}'\n"
        );
    }

    @Test
    void aPluginThatTalksBesides() throws Exception {
        String plugin = program(
            "plugin",
            "echo 'A new version is there' >&2\necho \"{\\\"status\\\":{\\\"token\\\":\\\"from-$WHO-$1\\\"}}\"\n"
        );
        ask(config(kubeconfig(authority(), exec(plugin, ", args: [x], env: [{ name: WHO, value: me }]"))));
        assertThat(header("Authorization")).isEqualTo("Bearer from-me-x");
    }

    @Test
    void aPluginBesideTheKubeconfigAndWhatItIsTold() throws Exception {
        program(
            "plugin",
            "printf '%s' \"$KUBERNETES_EXEC_INFO\" > " + folder.resolve("info") + "\n" + credential("\"token\":\"t\"")
        );
        ask(config(kubeconfig(authority(), exec("./plugin", ", provideClusterInfo: true"))));
        assertThat(Files.readString(folder.resolve("info"))).contains("ExecCredential", "https://localhost:" + port());
    }

    @Test
    void aPluginWhoseTokenExpires() throws Exception {
        String plugin = program(
            "plugin",
            "n=$(cat " +
                folder.resolve("n") +
                " 2>/dev/null || echo 0); n=$((n+1)); echo $n > " +
                folder.resolve("n") +
                "\necho \"{\\\"status\\\":{\\\"token\\\":\\\"t$n\\\",\\\"expirationTimestamp\\\":\\\"2020-01-01T00:00:00Z\\\"}}\"\n"
        );
        Config config = config(kubeconfig(authority(), exec(plugin, "")));
        ask(config);
        String first = header("Authorization");
        ask(config);
        assertThat(header("Authorization")).isNotEqualTo(first);
    }

    @Test
    void aPluginThatGivesACertificate() throws Exception {
        HeldCertificate jo = new HeldCertificate.Builder().signedBy(CA).commonName("jo").build();
        String pem = (jo.certificatePem() + "|" + jo.privateKeyPkcs8Pem()).replace("\n", "\\n");
        String[] parts = pem.split("\\|", -1);
        String plugin = program(
            "plugin",
            "cat <<'END'\n{\"status\":{\"clientCertificateData\":\"" +
                parts[0] +
                "\",\"clientKeyData\":\"" +
                parts[1] +
                "\"}}\nEND\n"
        );
        ask(config(kubeconfig(authority(), exec(plugin, ""))));
        assertThat(PEERS.getLast()).isEqualTo("CN=jo");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "no-such-program-here | cannot be run: it is not installed here | Try: apt install it",
            "failing | ends with 3: Your session has expired | sign in with it again",
            "silent | gives neither a token nor a certificate | Try ./silent by itself",
            "talking | no ExecCredential | Try ./talking by itself",
        }
    )
    void aPluginThatFailsIsNamed(String command, String said, String remediation) throws Exception {
        program("failing", "echo 'Your session has expired' >&2\nexit 3\n");
        program("silent", credential(""));
        program("talking", "echo hello\n");
        String path = command.startsWith("no-") ? command : "./" + command;
        Path file = kubeconfig(authority(), exec(path, ", installHint: 'Try: apt install it'"));
        Config config = config(file);
        assertThatThrownBy(() -> ask(config))
            .isInstanceOf(KubernetesClientException.class)
            .satisfies(e -> {
                ClusterException told = ClusterExceptionTranslator.of(
                    (KubernetesClientException) e,
                    "x",
                    "x",
                    null,
                    t -> t
                );
                assertThat(told).isInstanceOf(ClusterException.Unauthorized.class);
                assertThat(told).hasMessageContaining(said);
                assertThat(told.remediation()).contains(remediation);
            });
        assertThat(SEEN).isEmpty();
    }

    @Test
    void severalFilesOfWhichTheFirstCounts() {
        Path first = write(
            "first",
            "current-context: mine\ncontexts: [{ name: mine, context: { cluster: it, user: me, namespace: ci } }]\n"
        );
        Path second = write(
            "second",
            """
            current-context: other
            contexts: [{ name: mine, context: { cluster: wrong, user: wrong } }]
            clusters: [{ name: it, cluster: { server: "https://localhost:%d", %s } }]
            users: [{ name: me, user: { token: abc } }]
            """.formatted(port(), authority())
        );
        Kubeconfig kubeconfig = Kubeconfig.find(
            null,
            Map.of("KUBECONFIG", first + ":" + second + ":" + folder.resolve("none"))
        );
        Config config = kubeconfig.config(null);
        ask(config);
        assertThat(header("Authorization")).isEqualTo("Bearer abc");
        assertThat(config.getNamespace()).isEqualTo("ci");
        assertThatThrownBy(() -> kubeconfig.config("nope")).hasMessageContaining("has no context nope; it has mine");
    }

    @Test
    void noKubeconfigIsSaid() {
        Path none = folder.resolve("none");
        Map<String, String> environment = Map.of("KUBECONFIG", none.toString());
        assertThat(Kubeconfig.find(null, environment).isMissing()).isTrue();
        assertThat(
            ClusterOrigin.of(Kubeconfig.files(null, environment), Map.of("KUBECONFIG", none.toString())).missing()
        ).contains(none.toString());
        assertThat(ClusterOrigin.of(Kubeconfig.files(null, Map.of("HOME", "/home/jo")), Map.of()).missing()).contains(
            "/home/jo/.kube/config",
            "KUBECONFIG is not set"
        );
    }

    @Test
    void whatIsMissingInItIsNamed() {
        assertThatThrownBy(() -> config(write("config", "contexts: []\n"))).hasMessageContaining("no current-context");
        assertThatThrownBy(() ->
            config(write("config", "current-context: a\ncontexts: [{ name: a, context: { cluster: b } }]\n"))
        ).hasMessageContaining("contexts[a].cluster");
        assertThatThrownBy(() -> config(kubeconfig(authority(), "client-key-data: '%%'"))).hasMessageContaining(
            "users[me]"
        );
    }

    @Test
    void aPluginThatNeverEndsIsGivenUp() throws Exception {
        program("hanging", "sleep 600 &\necho $! > " + folder.resolve("pid") + "\nsleep 600\n");
        var exec = new ExecConfig();
        exec.setCommand("./hanging");
        var plugin = new ExecPlugin("me", exec, new Cluster(), folder.resolve("config"), Duration.ofMillis(300));
        var config = new ConfigBuilder().withAutoConfigure(false).build();
        plugin.provide(config);
        assertThatThrownBy(() -> config.getOauthTokenProvider().getToken()).hasMessageContaining("does not end");
        long left = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        Awaitility.await().until(() -> ProcessHandle.of(left).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** As a plugin that leaves an agent behind. */
    @Test
    void aPluginWhoseOutputsStayOpenIsReadAllTheSame() throws Exception {
        String plugin = program("leaving", "sleep 600 2>&1 >/dev/null &\n" + credential("\"token\":\"t\""));
        ask(config(kubeconfig(authority(), exec(plugin, ""))));
        assertThat(header("Authorization")).isEqualTo("Bearer t");
    }

    /** Everybody who is signed in is told why the cluster does not answer. */
    @Test
    void aPluginsSecretsAreNotTold() throws Exception {
        program(
            "failing",
            "echo \"bad --client-secret=$2 password: hunter22, got eyJhbGciOiJub25lIn0.eyJzdWIiOiJqbyJ9.\" >&2\nexit 1\n"
        );
        Config config = config(
            kubeconfig(
                authority(),
                exec("./failing", ", args: [get-token, --client-secret=s3cr3t-value, s3cr3t-value]")
            )
        );
        assertThatThrownBy(() -> ask(config)).satisfies(e -> {
            ClusterException told = ClusterExceptionTranslator.of(
                (KubernetesClientException) e,
                "x",
                "x",
                null,
                t -> t
            );
            assertThat(told.getMessage() + told.remediation())
                .contains("bad", "./failing")
                .doesNotContain("s3cr3t", "hunter22", "eyJ");
        });
    }

    @Test
    void noLineOfItIsRepeatedWithItsSecret() {
        String proxy = "proxy-url: 'http://user:pa^ssw0rd@proxy:3128', ";
        assertThatThrownBy(() -> config(kubeconfig(proxy + authority(), "token: abc")))
            .hasMessageContaining("proxy-url")
            .hasNoCause()
            .hasMessageNotContaining("ssw0rd");
        Path broken = write("config", "users:\n  - name: me\n    user: { token: s3cr3t-value\n  other: [\n");
        assertThatThrownBy(() -> config(broken))
            .hasMessageContaining("is not YAML of a kubeconfig (line ")
            .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "'' | no current-context",
            "current-context: a\\ncontexts: [{ name: a }] | contexts[a].context: is missing",
            "current-context: a\\ncontexts: [{}] | has no context a",
            "current-context: a\\ncontexts: [{ name: a, context: { cluster: b } }]\\nclusters: [{ name: b }] | contexts[a].cluster",
        }
    )
    void whatIsLeftOutIsNamed(String yaml, String said) {
        assertThatThrownBy(() -> config(write("config", yaml.replace("\\n", "\n"))))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(said);
    }

    @Test
    void whatAUserLeavesOutIsNamed() {
        assertThatThrownBy(() ->
            config(kubeconfig(authority(), "exec: { apiVersion: client.authentication.k8s.io/v1 }"))
        ).hasMessageContaining("users[me].user.exec.command");
        Config config = config(kubeconfig(authority(), "tokenFile: none"));
        assertThatThrownBy(() -> ask(config))
            .isInstanceOf(CredentialFailure.class)
            .hasMessageContaining("none");
    }
}
