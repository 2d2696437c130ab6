package dev.actrunner.console.scaleset.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the charts come to the requests that they mean, whatever their form. */
class HelmValuesTest {

    private final List<String> notes = new ArrayList<>();

    private ScaleSetRequest scaleSet(String yaml) {
        var values = ChartValues.of(ValuesYaml.read("values", yaml));
        ScaleSetRequest request = new ScaleSetValuesReader(
            null,
            name -> name.equals("auth") ? Optional.of("forge") : Optional.empty(),
            notes
        ).read(values);
        values.requireValid();
        return request;
    }

    private ConnectionRequest connection(String yaml) {
        var values = ChartValues.of(ValuesYaml.read("values", yaml));
        ConnectionRequest request = new ControllerValuesReader(null, notes).read(values);
        values.requireValid();
        return request;
    }

    @Test
    void everyValueOfThePodIsCarriedOver() {
        ScaleSetRequest request = scaleSet(
            """
            giteaConfigSecret: registration
            ephemeral: true
            runnerLabels: "a:host, b:docker://node:22 ,"
            minRunners: "0"
            maxRunners: 20
            containerMode: { type: dind-rootless }
            image: { repository: example/runner, tag: "2" }
            imagePullSecrets: [{ name: pull }]
            runnerConfig: "log: { level: debug }"
            serviceAccount: { create: false, name: builder }
            podAnnotations: { a: 1 }
            podSecurityContext: { runAsUser: 1000 }
            securityContext: { readOnlyRootFilesystem: true }
            resources: { limits: { cpu: 2 } }
            nodeSelector: { disk: ssd }
            tolerations: [{ key: ci, operator: Exists }]
            affinity: { nodeAffinity: {} }
            priorityClassName: low
            extraEnv: [{ name: A, value: b }]
            extraVolumes: [{ name: cache, emptyDir: {} }]
            extraVolumeMounts: [{ name: cache, mountPath: /cache }]
            giteaServerTLS: { certificateFrom: { configMapRef: { name: ca, key: root.pem } } }
            proxy: { https: "http://proxy:3128" }
            keda:
              enabled: true
              triggerAuthenticationRef: auth
              pollingInterval: 12
              scaledJob: { scalingStrategy: accurate }
            """
        );
        assertThat(request.connection()).isEqualTo("forge");
        assertThat(request.mode()).isEqualTo("ephemeral");
        assertThat(request.labels()).containsExactly("a:host", "b:docker://node:22");
        assertThat(request.min()).isZero();
        assertThat(request.max()).isEqualTo(20);
        assertThat(request.containers()).isEqualTo("dind-rootless");
        assertThat(request.image()).isEqualTo("example/runner:2");
        assertThat(request.imagePullSecrets()).containsExactly("pull");
        assertThat(request.runnerConfig()).contains("debug");
        assertThat(request.serviceAccountName()).isEqualTo("builder");
        assertThat(request.podAnnotations()).containsEntry("a", "1");
        assertThat(request.securityContext()).containsEntry("runAsUser", 1000);
        assertThat(request.resources()).containsKey("limits");
        assertThat(request.nodeSelector()).containsEntry("disk", "ssd");
        assertThat(request.tolerations()).hasSize(1);
        assertThat(request.affinity()).containsKey("nodeAffinity");
        assertThat(request.priorityClassName()).isEqualTo("low");
        assertThat(request.env()).hasSize(1);
        assertThat(String.valueOf(request.podTemplate())).contains("readOnlyRootFilesystem", "/cache", "emptyDir");
        assertThat(request.ca()).isEqualTo(new ScaleSetRequest.CaRequest("ca", "root.pem"));
        assertThat(request.proxy()).isEqualTo(new ScaleSetRequest.ProxyRequest(null, "http://proxy:3128", null));
        assertThat(request.pollingInterval()).isEqualTo(12);
        assertThat(request.cooldownPeriod()).isNull();
        assertThat(request.scalingStrategy()).isEqualTo("accurate");
        assertThat(request.persistence()).isNull();
        assertThat(request.registration()).isEqualTo(
            new ScaleSetRequest.RegistrationRequest("registration", null, null, null)
        );
        assertThat(notes).singleElement().asString().contains("example/runner:2");
    }

    @Test
    void theChartsDefaultsHold() {
        ScaleSetRequest request = scaleSet(
            "runnerLabels: a\nimage: { repository: ghcr.io/00o-sh/act_runner, tag: 1.0 }"
        );
        assertThat(request.mode()).isEqualTo("persistent");
        assertThat(request.persistence()).isEqualTo(new ScaleSetRequest.PersistenceRequest(null, null, null));
        assertThat(request.image()).isNull();
        assertThat(request.serviceAccountName()).isNull();
        assertThat(String.join(" ", notes)).contains("no TriggerAuthentication", "name no registration");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
            "giteaConfigSecret: { token: secret-of-mine }",
            "giteaConfigSecret: { token: secret-of-mine, name: '' }",
        }
    )
    void aTokenIsNotTakenOver(String yaml) {
        assertThat(scaleSet(yaml).registration()).isNull();
        assertThat(connection("forgejo: { apiToken: secret-of-mine }").token()).isNull();
        assertThat(notes).noneMatch(note -> note.contains("secret-of-mine"));
        assertThat(String.join(" ", notes)).contains("giteaConfigSecret.token", "forgejo.apiToken");
    }

    @Test
    void theScopeIsOfTheOrganizationThatIsNamed() {
        var request = connection(
            "forgejo: { url: 'https://git.example', scope: org, org: team, apiTokenSecret: { name: s, key: k } }"
        );
        assertThat(request.scope()).isEqualTo(new ConnectionRequest.ScopeRequest("org", "team", null, null));
        assertThat(request.token()).isEqualTo(new ConnectionRequest.TokenRequest(null, "s", "k"));
        assertThat(connection("forgejo: { url: 'https://git.example', org: team }").scope()).isEqualTo(
            new ConnectionRequest.ScopeRequest("admin", null, null, null)
        );
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "maxRunners: many | values.maxRunners | is not a whole number",
            "maxRunners: 2.5 | values.maxRunners | is not a whole number",
            "ephemeral: perhaps | values.ephemeral | is neither true nor false",
            "keda: 3 | values.keda | has no fields",
            "keda: { pollingInterval: [1] } | values.keda.pollingInterval | is not a whole number",
            "tolerations: { a: b } | values.tolerations | is not a list",
            "extraEnv: [A] | values.extraEnv | has an item without fields",
            "nodeSelector: [a] | values.nodeSelector | has no fields",
            "runnerLabels: [a, b] | values.runnerLabels | is not text",
            "image: { repository: [a] } | values.image.repository | is not text",
        }
    )
    void anotherTypeIsNamed(String yaml, String field, String reason) {
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> scaleSet(yaml))
            .satisfies(e -> {
                FieldError error = e.problems().getFirst();
                assertThat(error.field()).isEqualTo(field);
                assertThat(error.message()).contains(reason);
            });
    }

    @ParameterizedTest
    @ValueSource(
        strings = { "", "  ", "just text", "[]", "{}", "a: b: c", "a: 1\na: 2", "x: &x [*x]", "x: &x { y: *x }" }
    )
    void whatHasNoFieldsIsRefused(String yaml) {
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> ValuesYaml.read("values", yaml))
            .satisfies(e -> assertThat(e.problems().getFirst().field()).isEqualTo("values"));
    }

    @Test
    void aScopeThatNoChartHasIsNamed() {
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> connection("forgejo: { scope: everything }"))
            .satisfies(e -> assertThat(e.problems().getFirst().field()).isEqualTo("values.forgejo.scope"));
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> connection("forgejo: { scope: org }"))
            .satisfies(e -> assertThat(e.problems().getFirst().field()).isEqualTo("values.forgejo.org"));
    }

    @Test
    void oddKeysAndDatesAreText() {
        ScaleSetRequest request = scaleSet(
            "resources: { limits: { ~: 1, 2: 3 } }\nimage: { repository: mine, tag: 2024-01-01 }\n" +
                "podAnnotations: { a: ~, b: c }\nimagePullSecrets: [{ name: ~ }, { name: pull }]"
        );
        assertThat(String.valueOf(request.resources())).isEqualTo("{limits={null=1, 2=3}}");
        assertThat(request.image()).isEqualTo("mine:2024-01-01");
        assertThat(request.podAnnotations()).containsOnlyKeys("b");
        assertThat(request.imagePullSecrets()).containsExactly("pull");
    }

    @Test
    void manySmallAliasesOfALargeListAreRefused() {
        String many = "x,".repeat(20_000);
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> ValuesYaml.read("values", "a: &a [" + many + "]\nb: [*a, *a, *a, *a]"))
            .satisfies(e -> assertThat(e.problems().getFirst().message()).contains("too many"));
    }

    @Test
    void aBombOfAliasesIsRefused() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThatExceptionOfType(ConnectionException.Invalid.class).isThrownBy(() ->
            ValuesYaml.read("values", bomb.toString())
        );
    }
}
