package dev.actrunner.console.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A portal sends access tokens of an OpenID Connect provider; the console acts as their users, on a real API server. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class AccessTokenIT {

    private static final String AUDIENCE = "act-runner-console";

    private static RealCluster cluster;
    private static HttpServer provider;
    private static RSAKey key;
    private static String issuer = "";
    private static RunningConsole console;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        cluster = RealCluster.start();
        var grants = new Grants(cluster.admin());
        grants.rule("readers", "keda.sh", "triggerauthentications", "get,list,watch");
        grants.bindGroup("readers", "team-a", "oidc:devs");
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        serve(
            "/.well-known/openid-configuration",
            """
            {"issuer":"%1$s","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/t","jwks_uri":"%1$s/keys",
             "response_types_supported":["code"],"subject_types_supported":["public"],
             "id_token_signing_alg_values_supported":["RS256"]}
            """.formatted(issuer)
        );
        serve("/keys", new JWKSet(key.toPublicJWK()).toString());
        provider.start();
        TestEnvironment.note("access tokens", cluster.title(), "a provider of the test's");
        console = RunningConsole.on(
            cluster,
            "--console.security.mode=cluster",
            "--console.security.oidc.issuer=" + issuer,
            "--console.security.oidc.audience=" + AUDIENCE
        );
    }

    private static void serve(String path, String json) {
        provider.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterAll
    static void stop() {
        console.close();
        provider.stop(0);
        cluster.close();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject("7")
            .claim("preferred_username", "jo")
            .claim("groups", List.of("devs"))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) throws JOSEException {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims, by);
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey by) throws JOSEException {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(by));
        return jwt.serialize();
    }

    private static ResponseSpec ask(String token) {
        return console.api(token).get().uri("/connections?namespace=team-a").exchange();
    }

    @Test
    void itsUsersHaveTheRightsOfTheirGroups() throws JOSEException {
        ask(signed(claims().build(), key))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.forbiddenNamespaces.length()")
            .isEqualTo(0);
        ask(signed(claims().claim("groups", List.of("others")).build(), key))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.forbiddenNamespaces[0]")
            .isEqualTo("team-a");
    }

    @Test
    void theTypeOfAccessTokensIsAccepted() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("one")
            .type(new JOSEObjectType("at+jwt"))
            .build();
        ask(signed(header, claims().build(), key))
            .expectStatus()
            .isOk();
        JWSHeader another = new JWSHeader.Builder(header).type(new JOSEObjectType("logout+jwt")).build();
        ask(signed(another, claims().build(), key))
            .expectStatus()
            .isUnauthorized();
    }

    @Test
    void othersAreRefused() throws JOSEException {
        RSAKey foreign = new RSAKeyGenerator(2048).keyID("one").generate();
        ask(signed(claims().build(), foreign)).expectStatus().isUnauthorized();
        ask(signed(claims().audience("another-api").build(), key))
            .expectStatus()
            .isUnauthorized();
        ask(signed(claims().issuer("http://127.0.0.1:1").build(), key))
            .expectStatus()
            .isUnauthorized();
        Date past = Date.from(Instant.now().minusSeconds(300));
        ask(signed(claims().expirationTime(past).build(), key))
            .expectStatus()
            .isUnauthorized();
        ask(new PlainJWT(claims().build()).serialize()).expectStatus().isUnauthorized();
    }

    @Test
    void nobodyBecomesAnAdministratorByAGroupOfThatName() throws JOSEException {
        ask(signed(claims().claim("groups", List.of("system:masters")).build(), key))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.forbiddenNamespaces[0]")
            .isEqualTo("team-a");
        ask(signed(claims().claim("preferred_username", "").build(), key))
            .expectStatus()
            .isUnauthorized();
    }
}
