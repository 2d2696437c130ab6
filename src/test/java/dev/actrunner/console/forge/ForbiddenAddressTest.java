package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.http.AddressForbiddenException;
import dev.actrunner.console.forge.http.ForbiddenAddresses;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.Outbound;
import dev.actrunner.console.forge.http.OutboundPolicy;
import dev.actrunner.console.forge.http.OutboundSocketFactory;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.proxy.ProxySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/**
 * Tries to bring probes to a listener on every address of this machine, and to others that no forge has, where people
 * sign in. Nothing leaves this machine: what is tried is forbidden, or a name that does not exist.
 */
class ForbiddenAddressTest {

    /** Each with the listener's port for {@code P}. */
    static final List<String> SPELLINGS = List.of(
        "http://127.0.0.1:P",
        "http://127.0.0.1.:P",
        "http://127.1:P",
        "http://127.0.1:P",
        "http://2130706433:P",
        "http://0x7f000001:P",
        "http://0x7F.0.0.1:P",
        "http://0x7f.1:P",
        "http://017700000001:P",
        "http://0177.0.0.1:P",
        "http://0177.0.0.01:P",
        "http://127.000.000.001:P",
        "http://0000127.0.0.1:P",
        "http://127.0.0.2:P",
        "http://127.127.127.127:P",
        "http://127.255.255.254:P",
        "http://localhost:P",
        "http://LOCALHOST:P",
        "http://localhost.:P",
        "http://LocalHost/:P",
        "http://localhost:P/git",
        "HTTP://localhost:P",
        " http://localhost:P ",
        "http://ｌｏｃａｌｈｏｓｔ:P",
        "http://lo\tcalhost:P",
        "http://lo\ncalhost:P",
        "http://[::1]:P",
        "http://[0:0:0:0:0:0:0:1]:P",
        "http://[0000:0000:0000:0000:0000:0000:0000:0001]:P",
        "http://[::0001]:P",
        "http://[::1%25lo]:P",
        "http://[::ffff:127.0.0.1]:P",
        "http://[::FFFF:127.0.0.1]:P",
        "http://[::ffff:7f00:1]:P",
        "http://[0:0:0:0:0:ffff:127.0.0.1]:P",
        "http://[0:0:0:0:0:ffff:7f00:0001]:P",
        "http://[::127.0.0.1]:P",
        "http://[::7f00:1]:P",
        "http://[64:ff9b::127.0.0.1]:P",
        "http://[64:ff9b::7f00:1]:P",
        "http://[64:ff9b:1::7f00:1]:P",
        "http://[2002:7f00:1::]:P",
        "http://[2001:0:7f00:1::]:P",
        "http://0:P",
        "http://0.0.0.0:P",
        "http://0.1.2.3:P",
        "http://[::]:P",
        "http://[::ffff:0.0.0.0]:P",
        "http://１２７.０.０.１:P",
        "http://①②⑦.⓪.⓪.①:P",
        "http://127。0。0。1:P",
        "http://127．0．0．1:P",
        "http://%31%32%37.0.0.1:P",
        "http://127.0.0.1%00.forge.invalid:P",
        "http://127.0.0.1%2f.forge.invalid:P",
        "http://forge.invalid@127.0.0.1:P",
        "http://forge.invalid:80@127.0.0.1:P",
        "http://127.0.0.1:P#@forge.invalid",
        "http://127.0.0.1:P?@forge.invalid",
        "http://127.0.0.1:P\\@forge.invalid",
        "http://forge.invalid\\@127.0.0.1:P",
        "http:\\\\127.0.0.1:P",
        "http:127.0.0.1:P",
        "http:///127.0.0.1:P",
        "//127.0.0.1:P",
        "https://127.0.0.1:P",
        "http://169.254.169.254",
        "http://2852039166",
        "http://0xa9fea9fe",
        "http://0251.0376.0251.0376",
        "http://169.254.43518",
        "http://[::ffff:169.254.169.254]",
        "http://[::ffff:a9fe:a9fe]",
        "http://[64:ff9b::169.254.169.254]",
        "http://[fd00:ec2::254]",
        "http://[fe80::1]",
        "http://[fec0::1]",
        "http://100.100.100.200",
        "http://168.63.129.16",
        "http://192.0.0.192",
        "http://224.0.0.1",
        "http://[ff02::1]",
        "http://240.0.0.1",
        "http://255.255.255.255",
        "file:///etc/passwd",
        "gopher://127.0.0.1:P",
        "jar:http://127.0.0.1:P!/",
        "ftp://127.0.0.1:P"
    );

    private static final AtomicInteger REACHED = new AtomicInteger();
    private static HttpServer listener;
    private static int port;

    /** What the rules would have let a socket connect to; nothing is connected to, and no name server is asked. */
    private final List<InetSocketAddress> passed = new ArrayList<>();

    private final ForgeProbe probe = new ForgeProbe(
        new ForgeProperties(Duration.ofSeconds(1), Duration.ofSeconds(3), DataSize.ofMegabytes(1), null),
        new OutboundPolicy(Outbound.properties(List.of(), List.of(), true), "cluster", List.of(passed::add)),
        ProxySettings.NONE,
        ForbiddenAddressTest::resolve,
        Clock.systemUTC()
    );

    /** As the system reads literals; of names it knows this machine's own. */
    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (host.matches("(?i)localhost\\.?")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
        }
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            throw new UnknownHostException(host);
        }
    }

    @BeforeAll
    static void listen() throws IOException {
        // On every address of both families.
        listener = HttpServer.create(new InetSocketAddress(0), 0);
        listener.createContext("/", exchange -> {
            REACHED.incrementAndGet();
            byte[] body = "{\"version\":\"1.26.0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        listener.start();
        port = listener.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        listener.stop(0);
    }

    @BeforeEach
    void forget() {
        REACHED.set(0);
    }

    @ParameterizedTest
    @FieldSource("SPELLINGS")
    void isNeverReached(String spelling) {
        String typed = spelling.replace("P", String.valueOf(port));
        if (ForgeUrl.problemWith(typed) != null) {
            return;
        }
        var forge = new ForgeUrl(typed);
        var target = new ProbeTarget(
            forge,
            null,
            new JobScope.Admin(),
            RunnerLabels.none(),
            new ApiToken("0123456789012345678901234567890123456789"),
            null
        );
        assertThat(probe.probe(target).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(probe.discover(forge).platform()).isNull();
        assertThat(passed).isEmpty();
        assertThat(REACHED).hasValue(0);
    }

    /** Java reads them as decimals, C as octals, Go as names: nobody knows where the token would go. */
    @ParameterizedTest
    @ValueSource(
        strings = { "0177.0.0.1", "010.8.8.8", "08.8.8.8", "192.168.010.1", "1.2.3.4.5", "256.1.1.1", "0x8.8.8.8" }
    )
    void anAddressThatProgramsReadDifferentlyIsRefused(String host) {
        String problem = ForgeUrl.problemWith("http://" + host + ":3000");
        assertThat(problem).isNotNull();
    }

    @Test
    void theListenerIsReachedWhereThatIsAllowed() {
        var allowed = new ForgeProbe(
            new ForgeProperties(Duration.ofSeconds(1), Duration.ofSeconds(3), DataSize.ofMegabytes(1), null),
            Outbound.ANYWHERE,
            ProxySettings.NONE,
            Clock.systemUTC()
        );
        assertThat(allowed.discover(new ForgeUrl("http://127.0.0.1:" + port)).version()).isEqualTo("1.26.0");
        assertThat(REACHED.get()).isPositive();
    }

    @Test
    void aNameThatResolvesDifferentlyTheSecondTimeGainsNothing() {
        var answers = List.of("192.0.2.1", "127.0.0.1", "::1").iterator();
        Dns rebinding = host -> {
            String answer = answers.hasNext() ? answers.next() : "127.0.0.1";
            return List.of(InetAddress.ofLiteral(answer));
        };
        var client = client(rebinding);
        // The first answer is never connected to: a documentation address, which this machine has no route to.
        answers.next();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> get(client, "http://forge.invalid:" + port + "/")).isInstanceOf(
                AddressForbiddenException.class
            );
        }
        assertThat(REACHED).hasValue(0);
    }

    @Test
    void manyAnswersAreEachLookedAt() {
        Dns many = host -> Arrays.asList(InetAddress.getAllByName("127.0.0.1")[0], InetAddress.ofLiteral("::1"));
        assertThatThrownBy(() -> get(client(many), "http://forge.invalid:" + port + "/")).isInstanceOf(
            AddressForbiddenException.class
        );
        assertThat(REACHED).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void aRedirectDoesNotLeadThere(int status) throws IOException {
        HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.2:" + port + "/api/v1/version");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        front.start();
        try {
            var policy = Outbound.of(List.of(), List.of("127.0.0.2"), true);
            var client = new OkHttpClient.Builder()
                .socketFactory(new OutboundSocketFactory(policy, _ -> false))
                .build();
            assertThatThrownBy(() ->
                get(client, "http://127.0.0.1:" + front.getAddress().getPort() + "/")
            ).isInstanceOf(AddressForbiddenException.class);
            assertThat(REACHED).hasValue(0);
        } finally {
            front.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 22, 25, 79, 442, 1023, 2379, 2380, 6443, 10250, 10255 })
    void portsOfOtherServersAreRefused(int refused) {
        assertThatThrownBy(() -> require(Outbound.ANYWHERE, "git.example.com", "203.0.113.7", refused))
            .isInstanceOf(AddressForbiddenException.class)
            .hasMessageContaining("console.outbound.allowed-ports");
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.1.2.3", "172.20.0.1", "192.168.1.1", "100.64.0.1", "fd12:3456::1" })
    void privateNetworksAreReachedUnlessSwitchedOff(String address) {
        assertThatCode(() -> require(Outbound.IN_CLUSTER, "forge", address, 3000)).doesNotThrowAnyException();
        assertThatThrownBy(() ->
            require(Outbound.of(List.of(), List.of(), false), "forge", address, 3000)
        ).hasMessageContaining("private-networks");
    }

    @Test
    void anAllowListIsAllThereIs() {
        var policy = Outbound.of(List.of("git.example.com", "*.corp.example", "203.0.113.0/24"), List.of(), true);
        assertThatCode(() -> require(policy, "git.example.com", "198.51.100.1", 443)).doesNotThrowAnyException();
        assertThatCode(() -> require(policy, "a.corp.example", "198.51.100.1", 443)).doesNotThrowAnyException();
        assertThatCode(() -> require(policy, "any.example", "203.0.113.9", 443)).doesNotThrowAnyException();
        for (String host : List.of("corp.example", "evilcorp.example", "git.example.com.evil.example")) {
            assertThatThrownBy(() -> require(policy, host, "198.51.100.1", 443)).hasMessageContaining("outbound.allow");
        }
    }

    @Test
    void denyWinsOverAllow() {
        var policy = Outbound.of(List.of("*.example.com"), List.of("203.0.113.0/24", "old.example.com"), true);
        assertThatThrownBy(() -> require(policy, "git.example.com", "203.0.113.1", 443)).hasMessageContaining("deny");
        assertThatThrownBy(() -> require(policy, "OLD.example.com.", "198.51.100.1", 443)).hasMessageContaining("deny");
    }

    @Test
    void theApiServerIsRefused() {
        ForbiddenAddresses apiServer = address ->
            address.getPort() == 443 && address.getHostString().equals("kubernetes");
        var policy = new OutboundPolicy(Outbound.properties(List.of(), List.of(), true), "cluster", List.of(apiServer));
        assertThatThrownBy(() -> require(policy, "kubernetes", "10.0.0.1", 443)).hasMessageContaining("API server");
    }

    private static void require(OutboundPolicy policy, String host, String address, int port) throws IOException {
        InetAddress ip = InetAddress.ofLiteral(address);
        policy.require(new InetSocketAddress(InetAddress.getByAddress(host, ip.getAddress()), port));
    }

    private static OkHttpClient client(Dns dns) {
        return new OkHttpClient.Builder()
            .dns(dns)
            .socketFactory(new OutboundSocketFactory(Outbound.IN_CLUSTER, _ -> false))
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    }

    private static void get(OkHttpClient client, String url) throws IOException {
        client.newCall(new Request.Builder().url(url).build()).execute().close();
    }
}
