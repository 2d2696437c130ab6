package dev.actrunner.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * People sign in through providers that put their claims in different places, as their manuals and answers show, on a real
 * API server with RBAC.
 */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class ProviderSignInIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static RealCluster cluster;
    private static RSAKey key;

    private HttpServer provider;
    private String issuer;
    private volatile String nonce = "";
    private volatile String idToken = "{}";
    private volatile String userInfo = "{\"sub\":\"7\"}";
    private volatile int userInfoStatus = 200;
    private volatile String error = "";
    private @Nullable RunningConsole running;

    @BeforeAll
    static void startCluster() throws JOSEException {
        cluster = RealCluster.start();
        var grants = new Grants(cluster.admin());
        grants.rule("readers", "keda.sh", "triggerauthentications", "get,list,watch");
        grants.bindGroup("readers", "team-a", "oidc:devs");
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        TestEnvironment.note("signing in through providers", cluster.title(), "a provider of the test's");
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        provider.createContext("/", this::serve);
        provider.start();
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
        provider.stop(0);
    }

    private void run(String... settings) {
        running = RunningConsole.on(
            cluster,
            Stream.concat(
                Stream.of(
                    "--console.security.mode=cluster",
                    "--console.security.oidc.issuer=" + issuer,
                    "--console.security.oidc.client-secret=secret"
                ),
                Stream.of(settings)
            ).toArray(String[]::new)
        );
    }

    private RunningConsole console() {
        return Objects.requireNonNull(running);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> answer(
                    exchange,
                    200,
                    """
                    {"issuer":"%1$s","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/t","jwks_uri":"%1$s/keys",
                     "userinfo_endpoint":"%1$s/u","response_types_supported":["code"],"subject_types_supported":["public"],
                     "id_token_signing_alg_values_supported":["RS256"]}
                    """.formatted(issuer)
                );
                case "/keys" -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
                case "/a" -> authorize(exchange);
                case "/t" -> answer(
                    exchange,
                    200,
                    "{\"access_token\":\"access\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"" +
                        signed() +
                        "\"}"
                );
                case "/u" -> answer(exchange, userInfoStatus, userInfo);
                default -> answer(exchange, 404, "{}");
            }
        }
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        nonce = query.getOrDefault("nonce", "");
        String back =
            query.get("redirect_uri") +
            "?state=" +
            java.net.URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", back + (error.isEmpty() ? "&code=c" : "&error=" + error));
        exchange.sendResponseHeaders(302, -1);
    }

    private String signed() {
        try {
            var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("act-runner-console")
                .subject("7")
                .claim("nonce", nonce)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
            JSON.readTree(idToken)
                .propertyStream()
                .forEach(e -> claims.claim(e.getKey(), JSON.convertValue(e.getValue(), Object.class)));
            var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Presses the button and follows where it leads, as a browser does; then opens the dashboard. */
    private HttpResponse<String> signIn() {
        var client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
        try (client) {
            return client.send(
                HttpRequest.newBuilder(URI.create(console().url() + "/oauth2/authorization/oidc"))
                    .header("Accept", "text/html")
                    .build(),
                HttpResponse.BodyHandlers.ofString()
            );
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
            // provider | username claim | groups claim | ID token | userinfo | name
            "Entra ID | preferred_username | groups | {`preferred_username`:`jo@example.com`,`groups`:[`devs`],`oid`:`1`} | {`sub`:`7`,`name`:`Jo`,`picture`:`x`} | jo@example.com",
            "Keycloak | preferred_username | groups | {`preferred_username`:`jo`,`email_verified`:true} | {`sub`:`7`,`preferred_username`:`jo`,`groups`:[`devs`]} | jo",
            "Keycloak's roles | preferred_username | realm_access.roles | {`preferred_username`:`jo`,`realm_access`:{`roles`:[`devs`]}} | {`sub`:`7`} | jo",
            "Dex | email | groups | {`email`:`jo@example.com`,`email_verified`:true,`groups`:[`devs`]} | {`sub`:`7`} | jo@example.com",
            "Authelia | preferred_username | groups | {`amr`:[`pwd`]} | {`sub`:`7`,`preferred_username`:`jo`,`groups`:[`devs`]} | jo",
            "Okta | preferred_username | groups | {`preferred_username`:`jo@example.com`,`groups`:`devs`} | {`sub`:`7`,`preferred_username`:`jo@example.com`} | jo@example.com",
            "GitLab | nickname | groups_direct | {`sub_legacy`:`x`,`groups_direct`:[`devs`],`nickname`:`jo`} | {`sub`:`7`,`nickname`:`jo`,`groups`:[`devs`]} | jo",
            "Gitea | preferred_username | groups | {`preferred_username`:`jo`,`groups`:[`devs`]} | {`sub`:`7`,`preferred_username`:`jo`,`groups`:[`devs`]} | jo",
            "Forgejo | preferred_username | groups | {`name`:`Jo`,`preferred_username`:`jo`} | {`sub`:`7`,`preferred_username`:`jo`,`groups`:[`devs`,`acme:team`]} | jo",
        }
    )
    void takesClaimsWhereverTheyAre(String who, String username, String groups, String id, String info, String name) {
        idToken = id.replace('`', '"');
        userInfo = info.replace('`', '"');
        run("--console.security.oidc.username-claim=" + username, "--console.security.oidc.groups-claim=" + groups);

        HttpResponse<String> page = signIn();

        assertThat(page.statusCode()).as(who).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/");
        assertThat(page.body())
            .contains("oidc:" + name)
            .doesNotContain("data-unentitled");
    }

    @Test
    void theIdTokenHasToDoWhereUserInfoRefuses() {
        idToken = "{\"preferred_username\":\"jo\"}";
        userInfoStatus = 403;
        run();
        HttpResponse<String> page = signIn();
        assertThat(page.uri().getPath()).isEqualTo("/");
        assertThat(page.body()).contains("oidc:jo");
    }

    /** Who may list nothing is told whom the cluster takes them for, and not that there is nothing. */
    @Test
    void whoMaySeeNothingIsToldWhy() {
        idToken = "{\"preferred_username\":\"ann\",\"groups\":[\"others\"]}";
        run();
        HttpResponse<String> page = signIn();
        assertThat(page.body())
            .contains("data-unentitled", "Signed in as oidc:ann", "oidc:others", "--user &#39;oidc:ann&#39;")
            .doesNotContain("No connections yet");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "missing-claim | missing_claim | The provider sends no usable claim preferred_username",
            "unverified | missing_claim | The provider sends no usable claim email",
            "access_denied | access_denied | The provider denied access",
            "invalid_scope | scope | one of the requested scopes",
            "unknown_error | other | an unknown error",
            "user-info | user_info | userinfo response",
            "wrong-key | id_token | ID token is not valid for this console",
            "unreachable | provider_unreachable | does not respond correctly",
        }
    )
    void whateverGoesWrongEndsOnThePageWithItsReason(String situation, String code, String said) throws Exception {
        RSAKey right = key;
        idToken = "{\"preferred_username\":\"jo\",\"groups\":[\"devs\"]}";
        switch (situation) {
            case "missing-claim" -> idToken = "{\"name\":\"Jo\"}";
            case "unverified" -> idToken = "{\"email\":\"jo@example.com\",\"groups\":[]}";
            case "user-info" -> {
                idToken = "{}";
                userInfo = "{\"sub\":\"another\",\"preferred_username\":\"jo\"}";
            }
            case "wrong-key" -> {
                // Signed by a key that the provider does not publish under its name.
            }
            case "unreachable" -> {
                // Ended below, once the console runs.
            }
            default -> error = situation;
        }
        run(
            situation.equals("unverified")
                ? "--console.security.oidc.username-claim=email"
                : "--console.keda.namespace=keda"
        );
        if (situation.equals("unreachable")) {
            provider.stop(0);
        }
        if (situation.equals("wrong-key")) {
            // The console asks for the keys at the first token.
            provider.removeContext("/");
            RSAKey other = new RSAKeyGenerator(2048).keyID("one").generate();
            provider.createContext("/", exchange -> {
                if (exchange.getRequestURI().getPath().equals("/keys")) {
                    try (exchange) {
                        answer(exchange, 200, new JWKSet(other.toPublicJWK()).toString());
                    }
                } else {
                    serve(exchange);
                }
            });
        }

        HttpResponse<String> page = signIn();

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().toString()).endsWith("/sign-in?failed=" + code);
        assertThat(page.body()).contains("Sign-in failed").containsIgnoringCase(said);
        assertThat(console().log()).contains("sign-in -: denied").contains(code);
        assertThat(key).isEqualTo(right);
    }
}
