package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.Outbound;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.forge.token.ForgeTokens;
import dev.actrunner.console.forge.token.TokenRefusedException;
import dev.actrunner.console.proxy.ProxySettings;
import dev.actrunner.console.secret.EncryptedText;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Probes of a forge that is known to a proxy alone. */
class ForgeProxyTest {

    private static final String FORGE = "http://forge.invalid:3000";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private StubGitea gitea;
    private ServerSocket proxy;
    private volatile boolean wantsSignIn;

    @BeforeEach
    void start() throws IOException {
        gitea = new StubGitea("1.26.0");
        gitea.token("admin", new Account("root", true, Set.of("read:admin")));
        proxy = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!proxy.isClosed()) {
                try {
                    Socket socket = proxy.accept();
                    Thread.ofVirtual().start(() -> pass(socket));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        gitea.close();
    }

    /** Passes requests on to the forge that only it knows. */
    private void pass(Socket socket) {
        try (socket) {
            while (true) {
                var head = new StringBuilder();
                while (!head.toString().endsWith("\r\n\r\n")) {
                    int read = socket.getInputStream().read();
                    if (read < 0) {
                        return;
                    }
                    head.append((char) read);
                }
                asked.add(head.toString().lines().findFirst().orElse(""));
                if (wantsSignIn && !head.toString().contains("Proxy-Authorization: Basic")) {
                    socket
                        .getOutputStream()
                        .write(
                            "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n".getBytes(
                                StandardCharsets.US_ASCII
                            )
                        );
                    continue;
                }
                URI forge = URI.create(gitea.url());
                try (Socket there = new Socket(forge.getHost(), forge.getPort())) {
                    String request = head
                        .toString()
                        .replaceFirst(" " + FORGE, " ")
                        .replaceFirst("Connection: [^\r]*", "Connection: close");
                    there
                        .getOutputStream()
                        .write(
                            request
                                .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                                .getBytes(StandardCharsets.US_ASCII)
                        );
                    there.getInputStream().transferTo(socket.getOutputStream());
                }
                return;
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private ForgeProbe forges(String credential, String noProxy) {
        ProxySettings settings = ProxySettings.of(
            Map.of("HTTP_PROXY", "http://" + credential + "127.0.0.1:" + proxy.getLocalPort(), "NO_PROXY", noProxy)
        );
        return new ForgeProbe(
            new ForgeProperties(Duration.ofSeconds(2), Duration.ofSeconds(8), DataSize.ofMegabytes(8), null),
            Outbound.ANYWHERE,
            settings,
            Clock.systemUTC()
        );
    }

    private ProbeReport probe(String url, String credential, String noProxy) {
        return forges(credential, noProxy).probe(
            new ProbeTarget(
                new ForgeUrl(url),
                null,
                new JobScope.Admin(),
                RunnerLabels.none(),
                new ApiToken("admin"),
                null
            )
        );
    }

    @Test
    void reachesWhatOnlyTheProxyKnows() {
        ProbeReport report = probe(FORGE, "", "");
        assertThat(asked.getFirst()).startsWith("GET " + FORGE + "/api/v1/version");
        assertThat(report.counts()).isEqualTo(new JobCounts(0, 0));
        assertThat(report.check(CheckId.CONNECT).summary()).contains(
            "through the proxy http://127.0.0.1:" + proxy.getLocalPort()
        );
    }

    @Test
    void goesDirectlyWhereNoProxySaysSo() {
        Check failed = probe(FORGE, "", "forge.invalid").check(CheckId.DNS);
        assertThat(failed.finding()).isEqualTo(Finding.DNS_UNRESOLVED);
        assertThat(asked).isEmpty();
    }

    @Test
    void signsInToTheProxyWithWhatItsAddressHas() {
        wantsSignIn = true;
        assertThat(probe(FORGE, "", "").check(CheckId.HTTP).finding()).isEqualTo(Finding.HTTP_PROXY_SIGN_IN);
        assertThat(probe(FORGE, "jo:secret@", "").counts()).isNotNull();
    }

    @Test
    void namesTheProxyThatIsNotThere() throws IOException {
        proxy.close();
        ProbeReport report = probe(FORGE, "", "");
        assertThat(
            report
                .checks()
                .stream()
                .filter(c -> c.status() == CheckStatus.FAIL)
        ).anySatisfy(c -> assertThat(c.summary()).contains("through the proxy"));
    }

    /** What may not be reached directly is not asked of a proxy either. */
    @Test
    void asksNoProxyForForbiddenAddresses() {
        ProbeReport report = probe("http://169.254.169.254", "", "");
        assertThat(report.check(CheckId.CONNECT).finding()).isEqualTo(Finding.ADDRESS_FORBIDDEN);
        assertThat(asked).isEmpty();
    }

    /** A password goes the same way as a token. */
    @Test
    void sendsNoProxyAPasswordForForbiddenAddresses() {
        var who = new ForgePassword("root", EncryptedText.of("secret"), null);
        assertThatThrownBy(() ->
            new ForgeTokens(forges("", "")).make(
                new ForgeUrl("http://169.254.169.254"),
                null,
                who,
                "ci",
                new JobScope.Admin()
            )
        )
            .isInstanceOf(TokenRefusedException.class)
            .hasMessageContaining("169.254.169.254");
        assertThat(asked).isEmpty();
    }
}
