package dev.actrunner.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.actrunner.console.testing.Helm;
import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The chart: a real helm installs each of its examples on a real API server, upgrades one to the other, and leaves nothing behind. */
@EnabledIfEnvironmentVariable(
    named = "KUBEBUILDER_ASSETS",
    matches = ".+",
    disabledReason = "KUBEBUILDER_ASSETS names no folder with kube-apiserver, etcd and kubectl"
)
@EnabledIfEnvironmentVariable(named = "HELM", matches = ".+", disabledReason = "HELM names no helm")
class HelmChartIT {

    private static final String CHART = "deploy/helm/act-runner-console";
    /** The chart of the release before, and its examples; as long as there is none, one that was on its way to the first. */
    private static final Path RELEASED = Path.of("src/test/helm/released");
    private static final String NAMESPACE = "act-runner-console";
    /** All kinds that the chart makes. */
    private static final String KINDS =
        "clusterroles,clusterrolebindings,roles,rolebindings,serviceaccounts,secrets,configmaps,deployments,services," +
        "networkpolicies,poddisruptionbudgets,ingresses,servicemonitors,prometheusrules,httproutes,pods";

    private static RealCluster cluster;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        kubectl = new Kubectl(cluster);
        TestEnvironment.note("the Helm chart", cluster.title(), "real helm and kubectl");
        optionalCrds().forEach(file -> kubectl.run("apply", "-f", file.toString(), "--server-side"));
        kubectl.run("wait", "--for=condition=Established", "crds", "--all", "--timeout=60s");
        kubectl.run("apply", "-f", "deploy/base/namespace.yaml", "-f", "deploy/act-runners.yaml", "--server-side");
    }

    /** Those of the Prometheus operator and of the Gateway API, or, where they are not there, of their names alone. */
    private static List<Path> optionalCrds() {
        String monitoring = System.getenv("MONITORING_CRDS");
        String gateway = System.getenv("GATEWAY_CRDS");
        return monitoring == null || gateway == null
            ? List.of(Path.of("src/test/helm/crds/optional.yaml"))
            : List.of(
                  Path.of(monitoring, "monitoring.coreos.com_servicemonitors.yaml"),
                  Path.of(monitoring, "monitoring.coreos.com_prometheusrules.yaml"),
                  Path.of(gateway, "gateway.networking.k8s.io_httproutes.yaml")
              );
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    static List<String> examples() {
        return files(Path.of(CHART, "ci"), ".yaml");
    }

    static List<String> releasedExamples() {
        return files(RELEASED.resolve("values"), ".yaml");
    }

    private static List<String> files(Path folder, String ending) {
        try (Stream<Path> all = Files.list(folder)) {
            return all
                .map(Path::toString)
                .filter(name -> name.endsWith(ending))
                .sorted()
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String helm(String... arguments) {
        return Helm.THREE.run(cluster, NAMESPACE, arguments);
    }

    private static String objects(String release) {
        return kubectl
            .run("get", KINDS, "--all-namespaces", "--output=name", "--selector=app.kubernetes.io/instance=" + release)
            .strip();
    }

    private static Deployment deployment(String name) {
        return cluster.admin().apps().deployments().inNamespace(NAMESPACE).withName(name).get();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsInstalledUpgradedAndUninstalledToNothing(String values) {
        helm("lint", CHART, "--strict", "--values=" + values);
        String dryRun = helm("install", "shown", CHART, "--dry-run=server", "--no-hooks", "--values=" + values);
        Path manifest = TestCluster.write(
            dryRun.substring(dryRun.indexOf("\nMANIFEST:") + 10, dryRun.indexOf("\nNOTES:"))
        );
        assertThat(
            kubectl.run("apply", "--filename=" + manifest, "--server-side", "--validate=strict", "--dry-run=server")
        ).contains("deployment.apps/shown-act-runner-console serverside-applied");

        helm("install", "console", CHART, "--values=" + values);
        assertThat(objects("console").lines()).contains("deployment.apps/console-act-runner-console");
        for (String other : examples()) {
            helm("upgrade", "console", CHART, "--values=" + other);
            assertThat(objects("console").lines()).contains("deployment.apps/console-act-runner-console");
        }
        helm("uninstall", "console");
        assertThat(objects("console")).isEmpty();
    }

    /** What one major version installed, the next one upgrades; and it installs by itself. */
    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsUpgradedAndUninstalledByTheNextHelm(String values) {
        assumeThat(Helm.FOUR.isAvailable()).as("HELM_4 names a helm").isTrue();
        Helm.FOUR.run(cluster, NAMESPACE, "lint", CHART, "--strict", "--values=" + values);
        helm("install", "older", CHART, "--values=" + values);
        for (String other : examples()) {
            Helm.FOUR.run(cluster, NAMESPACE, "upgrade", "older", CHART, "--values=" + other);
            assertThat(objects("older").lines()).contains("deployment.apps/older-act-runner-console");
        }
        Helm.FOUR.run(cluster, NAMESPACE, "uninstall", "older");
        assertThat(objects("older")).isEmpty();
        Helm.FOUR.run(cluster, NAMESPACE, "install", "newer", CHART, "--values=" + values);
        assertThat(objects("newer").lines()).contains("deployment.apps/newer-act-runner-console");
        Helm.FOUR.run(cluster, NAMESPACE, "uninstall", "newer");
        assertThat(objects("newer")).isEmpty();
    }

    /** The console of either way of installing it may do the same. */
    @Test
    void grantsWhatTheManifestsGrant() {
        kubectl.run("apply", "-k", "deploy", "--server-side");
        kubectl.run("apply", "-k", "deploy/impersonation", "--server-side");
        helm("install", "rights", CHART, "--values=" + CHART + "/ci/cluster-wide-values.yaml");
        for (String role : List.of("reader", "prober", "viewer", "editor", "impersonator")) {
            List<PolicyRule> rules = rules("rights-act-runner-console-" + role);
            assertThat(rules)
                .as(role)
                .isNotEmpty()
                .isEqualTo(rules("act-runner-console-" + role));
        }
        helm("uninstall", "rights");
        kubectl.run("delete", "-k", "deploy/impersonation");
    }

    private static List<PolicyRule> rules(String name) {
        ClusterRole role = cluster.admin().rbac().clusterRoles().withName(name).get();
        return role.getRules();
    }

    @Test
    void aPodIsRestrictedAndCarriesItsSettings() {
        helm("install", "pod", CHART, "--values=" + CHART + "/ci/cluster-wide-values.yaml");
        Deployment made = deployment("pod-act-runner-console");
        var container = made.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getImage()).startsWith("registry.example.com/act-runner-console@sha256:");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getEnv())
            .anyMatch(e -> e.getName().equals("SPRING_CONFIG_ADDITIONAL_LOCATION"))
            .anyMatch(e -> e.getName().equals("OIDC_CLIENT_SECRET") && e.getValueFrom() != null);
        assertThat(made.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(
            30 + container.getLifecycle().getPreStop().getSleep().getSeconds()
        );
        helm("uninstall", "pod");
    }

    private static String settings(String release) {
        String encoded = cluster
            .admin()
            .secrets()
            .inNamespace(NAMESPACE)
            .withName(release + "-act-runner-console-settings")
            .get()
            .getData()
            .get("application.yaml");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    /** As Spring Boot reads it: what {@code settings} says wins over what other values say, however it is written. */
    @Test
    void settingsWinOverOtherValues() throws IOException {
        helm(
            "install",
            "settings",
            CHART,
            "--values=" + CHART + "/ci/cluster-wide-values.yaml",
            "--set=settings.console.keda.namespace=keda-system",
            "--set=settings.console\\.security\\.allowedHosts={only.example.com}",
            "--set=settings.logging.structured.format.console="
        );
        Path folder = Files.createTempDirectory("settings");
        Files.writeString(folder.resolve("application.yaml"), settings("settings"));
        var environment = new StandardEnvironment();
        environment
            .getPropertySources()
            .addFirst(
                new MapPropertySource(
                    "pod",
                    Map.of(
                        "spring.config.additional-location",
                        "file:" + folder + "/",
                        "OIDC_CLIENT_SECRET",
                        "from-its-secret"
                    )
                )
            );
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        assertThat(environment.getProperty("console.keda.namespace")).isEqualTo("keda-system");
        assertThat(
            Binder.get(environment).bind("console.security.allowed-hosts", Bindable.listOf(String.class)).get()
        ).containsExactly("only.example.com");
        assertThat(environment.getProperty("logging.structured.format.console")).isEmpty();
        assertThat(environment.getProperty("console.security.oidc.client-id")).isEqualTo("act-runner-console");
        assertThat(environment.getProperty("console.security.oidc.client-secret")).isEqualTo("from-its-secret");
        assertThat(environment.getProperty("console.forge.ca-bundle")).isEqualTo("/etc/act-runner-console/ca/ca.crt");
        assertThat(environment.getProperty("console.notifications.receivers.ops.format")).isEqualTo("slack");
        helm("uninstall", "settings");
    }

    @Test
    void severalReplicasAreSpreadOverNodes() {
        helm("install", "two", CHART, "--set=replicas=2");
        var constraints = deployment("two-act-runner-console")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getTopologySpreadConstraints();
        assertThat(constraints)
            .singleElement()
            .satisfies(each -> {
                assertThat(each.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
                assertThat(each.getLabelSelector().getMatchLabels()).containsEntry("app.kubernetes.io/instance", "two");
            });
        helm("uninstall", "two");
    }

    /** The pod of {@code helm test} calls the Service; neither that, nor a policy for the console's pods, may take it for one of them. */
    @Test
    void thePodOfTheTestIsNoConsole() {
        helm("install", "tested", CHART);
        String pod = helm("get", "hooks", "tested");
        Map<String, String> labels = Serialization.unmarshal(pod.substring(pod.indexOf("apiVersion:")), Pod.class)
            .getMetadata()
            .getLabels();
        for (HasMetadata each : List.of(
            cluster.admin().services().inNamespace(NAMESPACE).withName("tested-act-runner-console").get(),
            cluster
                .admin()
                .network()
                .networkPolicies()
                .inNamespace(NAMESPACE)
                .withName("tested-act-runner-console")
                .get()
        )) {
            Map<String, String> selected =
                each instanceof Service service
                    ? service.getSpec().getSelector()
                    : ((NetworkPolicy) each).getSpec().getPodSelector().getMatchLabels();
            assertThat(labels.entrySet())
                .as(each.getKind())
                .doesNotContainAnyElementsOf(
                    selected
                        .entrySet()
                        .stream()
                        .filter(label -> label.getKey().endsWith("/name"))
                        .toList()
                );
        }
        helm("uninstall", "tested");
    }

    /** An installation of the release before, with its own values, becomes one of this. */
    @ParameterizedTest
    @MethodSource("releasedExamples")
    void theReleaseBeforeIsUpgraded(String values) {
        List<String> charts = files(RELEASED, ".tgz");
        assertThat(charts).hasSize(1);
        helm("install", "before", charts.getFirst(), "--values=" + values);
        helm("upgrade", "before", CHART, "--reset-then-reuse-values");
        assertThat(objects("before").lines()).contains("deployment.apps/before-act-runner-console");
        assertThat(deployment("before-act-runner-console").getMetadata().getLabels()).containsEntry(
            "helm.sh/chart",
            helm("show", "chart", CHART)
                .lines()
                .filter(line -> line.startsWith("version: "))
                .map(line -> "act-runner-console-" + line.substring("version: ".length()))
                .findFirst()
                .orElseThrow()
        );
        helm("rollback", "before", "1");
        helm("uninstall", "before");
        assertThat(objects("before")).isEmpty();
    }

    /** As the workflow of a release does it. */
    @Test
    void aReleasesChartNamesItsImage() throws Exception {
        Path folder = Files.createTempDirectory("chart");
        Process packaged = new ProcessBuilder(
            ".ci/package-chart",
            "7.8.9",
            "ghcr.io/acme/act-runner-console",
            folder.toString()
        )
            .redirectErrorStream(true)
            .start();
        String printed = new String(packaged.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(packaged.waitFor()).as(printed).isZero();
        helm("install", "packaged", folder.resolve("act-runner-console-7.8.9.tgz").toString());
        assertThat(
            deployment("packaged-act-runner-console")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage()
        ).isEqualTo("ghcr.io/acme/act-runner-console:7.8.9");
        helm("uninstall", "packaged");
    }

    @Test
    void otherClustersAreSettingsWithTheirKubeconfigsMounted() {
        helm("install", "many", CHART, "--values=" + CHART + "/ci/clusters-values.yaml");
        String settings = settings("many");
        assertThat(settings)
            .contains("interval: 1m")
            .contains("name: east")
            .contains("kubeconfig: /etc/act-runner-console/clusters/west/kubeconfig")
            .contains("console.keda.namespace: keda-system")
            .contains("kubeconfig: /etc/act-runner-console/clusters/north/config")
            .contains("context: admin@north");
        var pod = deployment("many-act-runner-console").getSpec().getTemplate().getSpec();
        assertThat(pod.getVolumes()).anyMatch(
            v -> v.getName().equals("cluster-west") && v.getSecret().getSecretName().equals("west-kubeconfig")
        );
        assertThat(pod.getContainers().getFirst().getVolumeMounts()).anyMatch(m ->
            m.getMountPath().equals("/etc/act-runner-console/clusters/west")
        );
        helm("uninstall", "many");
    }

    /** What the console of another cluster needs: no console, but the same rights as one has here. */
    @Test
    void accessOnlyIsAnAccountWithItsRightsAndToken() {
        helm("install", "access", CHART, "--values=" + CHART + "/ci/cluster-wide-values.yaml", "--set=accessOnly=true");
        assertThat(objects("access").lines())
            .contains("serviceaccount/access-act-runner-console", "secret/access-act-runner-console-token")
            .contains("clusterrolebinding.rbac.authorization.k8s.io/access-act-runner-console-prober")
            .allMatch(object -> object.matches("(serviceaccount|secret|(cluster)?role(binding)?\\.rbac.*)/.*"));
        helm("uninstall", "access");
    }

    @ParameterizedTest
    @CsvSource({
        "permissions.installation=everything, permissions.installation",
        "permissions.namespaces={Team_A}, permissions.namespaces",
        "service.port=0, service.port",
        "image.digest=latest, image.digest",
        "replicas=0, replicas",
        "ingress.enabled=true, ingress.host is missing",
        "httpRoute.enabled=true, httpRoute",
        "metrics.serviceMonitor.enabled=true, metrics.serviceMonitor.tokenSecret.name is missing",
        "oidc.issuer=https://sign-in.example.com, oidc.clientId is missing",
        "clusters[0].name=west, kubeconfigSecret",
        "'clusters[0].name=west,clusters[0].kubeconfigSecret.name=west', clusterName is missing",
        "'clusterName=a,clusters[0].name=a,clusters[0].kubeconfigSecret.name=a', clusters has the name a twice",
        "allowedHosts={https://runners.example.com}, allowedHosts",
        "settings.server.port=9090, 'settings has server.port, which the chart sets itself'",
        "settings.management.server.port=9090, settings has management.server.port",
        "settings.console.replicas.enabled=false, settings has console.replicas.enabled",
        "'extraEnv[0].name=MANAGEMENT_SERVER_PORT,extraEnv[0].value=x', extraEnv has MANAGEMENT_SERVER_PORT",
        "'settings.management\\.server\\.address=::1', settings has management.server.address",
    })
    void aValueThatCannotWorkIsRefusedByName(String value, String named) {
        assertThatThrownBy(() ->
            helm("install", "refused", CHART, "--dry-run=server", "--set", value)
        ).hasMessageContaining(named);
    }
}
