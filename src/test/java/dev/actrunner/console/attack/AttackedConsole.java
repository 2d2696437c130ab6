package dev.actrunner.console.attack;

import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TokenTrap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The console in cluster mode on a real API server with RBAC, a forge, an attacker's forge, and the people of a namespace: a
 * viewer, an editor, and a writer, who may write everything in it but Secrets; and a pair, who edits it and {@code team-b}.
 * The console's own account may what {@code deploy} gives it.
 */
final class AttackedConsole implements AutoCloseable {

    static final String TOKEN = "token-of-the-good-forge";

    final RealCluster cluster = RealCluster.start();
    final Grants grants = new Grants(cluster.admin());
    final StubGitea forge = new StubGitea("1.26.0");
    final TokenTrap trap = new TokenTrap();
    final RunningConsole console;

    AttackedConsole(String what, String... settings) {
        grants.rule("reader", "keda.sh", "*", "get,list,watch");
        grants.rule("operators", "apps", "deployments", "list");
        grants.rule("prober", "", "secrets,configmaps", "get");
        grants.rule("namespaces", "", "namespaces", "get,list");
        for (String role : List.of("reader", "operators", "prober", "namespaces")) {
            grants.bindUserEverywhere(role, "console");
        }
        grants.rule("keda-writers", "keda.sh", "*", "get,list,watch,create,update,patch,delete");
        grants.rule("core-writers", "", "configmaps,services,events,pods", "get,list,create,update,patch,delete");
        grants.rule("secret-writers", "", "secrets", "get,create,update,patch,delete");
        grants.rule("secret-readers", "", "secrets", "get");
        for (String user : List.of("writer", "editor")) {
            grants.bind("keda-writers", "team-a", user);
            grants.bind("core-writers", "team-a", user);
        }
        grants.bind("secret-writers", "team-a", "editor");
        grants.namespace("team-b");
        for (String namespace : List.of("team-a", "team-b")) {
            for (String role : List.of("keda-writers", "core-writers", "secret-writers")) {
                grants.bind(role, namespace, "pair");
            }
        }
        grants.bind("reader", "team-a", "viewer");
        // May read Secrets and write KEDA's objects, and write no Secret.
        grants.bind("keda-writers", "team-a", "binder");
        grants.bind("secret-readers", "team-a", "binder");
        forge.token(TOKEN, new Account("root", true, Set.of("read:admin")));
        TestEnvironment.note("attacks: " + what, cluster.title(), "stub Gitea");
        var all = new ArrayList<>(
            List.of(
                "--console.security.mode=cluster",
                "--console.outbound.allow-loopback=true",
                "--console.monitor.interval=1s",
                "--console.monitor.confirm-after=100ms"
            )
        );
        all.addAll(List.of(settings));
        console = RunningConsole.on(cluster.kubeconfigOf("console"), all.toArray(String[]::new));
    }

    RestTestClient as(String user) {
        return console.api(user + "-token");
    }

    KubernetesClient clusterAs(String user) {
        return new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfigOf(user).toFile()))
            .build();
    }

    /** Writes an annotation of KEDA's object of a connection, as who may write everything but Secrets. */
    void annotate(String connection, String annotation, String value) {
        try (var writer = clusterAs("writer")) {
            authenticationOf(writer, connection).edit(object -> {
                object.getMetadata().getAnnotations().put(annotation, value);
                return object;
            });
        }
    }

    static Resource<GenericKubernetesResource> authenticationOf(KubernetesClient writer, String connection) {
        return writer
            .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
            .inNamespace("team-a")
            .withName(connection + "-act-runner-controller-trigger-auth");
    }

    /** What a browser that is signed in gets of a page, without following a redirect. */
    HttpResponse<String> page(String session, String path) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(
                HttpRequest.newBuilder(URI.create(console.url() + path))
                    .header("Cookie", session)
                    .build(),
                HttpResponse.BodyHandlers.ofString()
            );
        }
    }

    RestTestClient.ResponseSpec put(String user, String name, String body) {
        return putIn("team-a", user, name, body);
    }

    RestTestClient.ResponseSpec putIn(String namespace, String user, String name, String body) {
        return as(user)
            .put()
            .uri("/namespaces/" + namespace + "/connections/" + name)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange();
    }

    RestTestClient.ResponseSpec put(String user, String name) {
        return put(user, name, RunningConsole.request(forge.url(), TOKEN));
    }

    /** A probe that somebody asks for. */
    JsonNode probe(String user, String name) {
        return probe(user, name, "{}");
    }

    JsonNode probe(String user, String name, String body) {
        return probeIn("team-a", user, name, body);
    }

    JsonNode probeIn(String namespace, String user, String name, String body) {
        return answer(
            as(user)
                .post()
                .uri("/namespaces/" + namespace + "/connections/" + name + "/probe")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
        );
    }

    static JsonNode answer(RestTestClient.ResponseSpec response) {
        JsonNode body = response.returnResult(JsonNode.class).getResponseBody();
        return body == null ? MissingNode.getInstance() : body;
    }

    /** A Secret of an application's, that has nothing to do with any forge. */
    void secret(String namespace, String name, String value) {
        cluster
            .admin()
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .endMetadata()
                    .withData(
                        Map.of("token", Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                    )
                    .build()
            )
            .create();
    }

    Secret secret(String name) {
        return cluster.admin().secrets().inNamespace("team-a").withName(name).get();
    }

    /** What an attacker who may write KEDA's objects makes to look like a connection. */
    static GenericKubernetesResource authentication(
        String kind,
        String namespace,
        String name,
        String secret,
        String forge,
        String more
    ) {
        return Serialization.unmarshal(
            """
            apiVersion: keda.sh/v1alpha1
            kind: %1$s
            metadata:
              name: %3$s-act-runner-controller-trigger-auth
              %2$s
              labels:
                app.kubernetes.io/name: act-runner-controller
                app.kubernetes.io/instance: %3$s
                app.kubernetes.io/component: autoscaler-config
                app.kubernetes.io/managed-by: act-runner-console
              annotations:
                console.actrunner.dev/forge-url: %5$s
                console.actrunner.dev/scope: admin
                console.actrunner.dev/secret: managed
                console.actrunner.dev/origin: made
                %6$s
            spec:
              secretTargetRef: [{ parameter: token, name: %4$s, key: token }]
            """.formatted(kind, namespace.isEmpty() ? "" : "namespace: " + namespace, name, secret, forge, more),
            GenericKubernetesResource.class
        );
    }

    @Override
    public void close() {
        console.close();
        trap.close();
        forge.close();
        cluster.close();
    }
}
