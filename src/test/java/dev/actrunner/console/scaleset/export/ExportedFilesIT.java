package dev.actrunner.console.scaleset.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.ContainerMode;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.testing.Helm;
import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.SampleScaleSets;
import dev.actrunner.console.testing.TestCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is exported is taken by the real API server, by kubectl's Kustomize, and by the real helm. */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server, kubectl and helm")
class ExportedFilesIT {

    private static final Map<String, Object> TRIGGER_AUTHENTICATION = Map.of(
        "apiVersion",
        "keda.sh/v1alpha1",
        "kind",
        "TriggerAuthentication",
        "metadata",
        Map.of("name", "ci", "namespace", "team-a"),
        "spec",
        Map.of("secretTargetRef", List.of(Map.of("parameter", "token", "name", "ci-token", "key", "token")))
    );

    private static RealCluster cluster;

    @TempDir
    private Path folder;

    static boolean isAvailable() {
        return TestCluster.hasRealServers() && System.getenv("KEDA_CRDS") != null && Helm.THREE.isAvailable();
    }

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    static Stream<Arguments> forms() {
        return Arrays.stream(Platform.values()).flatMap(platform ->
            Arrays.stream(RunnerMode.values()).flatMap(mode ->
                Arrays.stream(ContainerMode.values()).map(containers -> Arguments.of(platform, mode, containers))
            )
        );
    }

    private static Export export(Platform platform, RunnerMode mode, ContainerMode containers) {
        ScaleSetManifests scaleSet = SampleScaleSets.manifests(
            new ScaleSetKey("team-a", "runners"),
            platform,
            mode,
            containers,
            mode == RunnerMode.PERSISTENT
        );
        Map<String, Object> secret = SecretForm.SOPS.manifest("team-a", "ci-token", List.of("token"), Map.of("a", "b"));
        return new Export(
            scaleSet.connection(),
            List.of(secret, TRIGGER_AUTHENTICATION),
            List.of(scaleSet.withoutReplicas()),
            _ -> List.of("token"),
            SecretForm.SOPS,
            object -> Serialization.asYaml(object).replaceFirst("^---\n", "")
        );
    }

    private void write(List<ExportedFile> files) throws IOException {
        for (ExportedFile each : files) {
            Files.writeString(folder.resolve(each.path()), each.content());
        }
    }

    private static String apply(String what, Path path) {
        return new Kubectl(cluster).run("create", "--dry-run=server", "--validate=strict", what + path);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void kustomizeBuildsWhatTheApiServerTakes(Platform platform, RunnerMode mode, ContainerMode containers)
        throws IOException {
        List<ExportedFile> files = new ArgoCdFiles(export(platform, mode, containers)).files();
        assertThat(files)
            .extracting(ExportedFile::path)
            .containsExactly(
                "secrets.sops.yaml",
                ".sops.yaml",
                "connection.yaml",
                "scale-set-runners.yaml",
                "kustomization.yaml",
                "application.yaml"
            );
        write(files);
        String said = apply("--kustomize=", folder);
        assertThat(said)
            .contains("triggerauthentication.keda.sh/ci created")
            .contains(mode == RunnerMode.EPHEMERAL ? "scaledjob.keda.sh/" : "scaledobject.keda.sh/")
            .doesNotContain("Warning");
        assertThat(files).allSatisfy(file ->
            assertThat(file.content()).doesNotContain("\n  replicas:").doesNotContain("a-token")
        );
    }

    @ParameterizedTest
    @MethodSource("forms")
    void helmTakesTheValuesThatTheChartsHave(Platform platform, RunnerMode mode, ContainerMode containers)
        throws IOException {
        List<ExportedFile> files = new HelmFiles(export(platform, mode, containers)).files();
        write(files);
        String controller = Helm.THREE.template(
            "act-runner-controller",
            folder.resolve("values-act-runner-controller.yaml")
        );
        assertThat(controller).contains("secret: ci-token").contains("create: true");
        String rendered = Helm.THREE.template("act-runner-scale-set", folder.resolve("values-runners.yaml"));
        assertThat(rendered)
            .contains("minReplicaCount: 1\n")
            .contains("maxReplicaCount: 5\n")
            .contains("labels: \"docker:host\"")
            .contains("secret: all-registration");
        assertThat(rendered.contains("metricsUrl:")).isEqualTo(platform == Platform.GITEA);
        // What the chart cannot render is a file of its own.
        Path keda = folder.resolve("keda-runners.yaml");
        assertThat(Files.exists(keda)).isEqualTo(platform == Platform.FORGEJO);
        if (Files.exists(keda)) {
            assertThat(apply("--filename=", keda)).contains("created (server dry run)");
        }
        assertThat(Files.readString(folder.resolve("install.sh"))).contains("helm upgrade --install runners");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void fluxInstallsTheSameValues(Platform platform, RunnerMode mode, ContainerMode containers) {
        Export export = export(platform, mode, containers);
        Map<String, String> files = new FluxFiles(export)
            .files()
            .stream()
            .collect(Collectors.toMap(ExportedFile::path, ExportedFile::content));
        Map<?, ?> release = Serialization.unmarshal(files.get("helm-release-runners.yaml"), Map.class);
        assertThat(release.get("kind")).isEqualTo("HelmRelease");
        Map<?, ?> spec = (Map<?, ?>) Objects.requireNonNull(release.get("spec"));
        Map<?, ?> values = Serialization.unmarshal(
            export.document(new ScaleSetValues(export.scaleSets().getFirst()).values()),
            Map.class
        );
        assertThat(spec.get("values")).isEqualTo(values);
        assertThat(spec.get("releaseName")).isEqualTo("runners");
        assertThat(files.get("sources.yaml")).contains("OCIRepository").contains("act-runner-controller");
    }
}
