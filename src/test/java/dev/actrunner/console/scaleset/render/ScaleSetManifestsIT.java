package dev.actrunner.console.scaleset.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.registration.RunnerRegistration;
import dev.actrunner.console.scaleset.ContainerMode;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.SampleScaleSets;
import dev.actrunner.console.testing.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of a scale set is taken by a real API server that knows every field of KEDA's kinds and its own. */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server with kubectl")
class ScaleSetManifestsIT {

    private static RealCluster cluster;

    static boolean isAvailable() {
        return TestCluster.hasRealServers() && System.getenv("KEDA_CRDS") != null;
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
                Arrays.stream(ContainerMode.values()).flatMap(containers ->
                    Stream.of(false, true)
                        .filter(volume -> !volume || mode == RunnerMode.PERSISTENT)
                        .map(volume -> Arguments.of(platform, mode, containers, volume))
                )
            )
        );
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isTakenByStrictValidation(Platform platform, RunnerMode mode, ContainerMode containers, boolean volume)
        throws IOException {
        var key = new ScaleSetKey("team-a", "all");
        ScaleSetManifests manifests = SampleScaleSets.manifests(key, platform, mode, containers, volume);
        var objects = new ArrayList<HasMetadata>();
        objects.add(
            RegistrationSecret.of(
                key,
                new ForgeUrl("https://git.example"),
                new RunnerRegistration(new ApiToken("a-token"), "a-uuid", OptionalLong.of(7))
            )
        );
        objects.addAll(manifests.objects());
        String said = dryRun(objects);
        assertThat(said.lines())
            .hasSize(objects.size())
            .allMatch(line -> line.endsWith("(server dry run)"));

        HasMetadata pod = manifests.pod().orElseThrow();
        assertThat(dryRun(List.of(pod))).contains("pod/all-act-runner-scale-set-dry-run created");
    }

    private static String dryRun(List<HasMetadata> objects) throws IOException {
        String yaml = objects.stream().map(Serialization::asYaml).collect(Collectors.joining("\n"));
        Path file = Files.createTempFile("scale-set", ".yaml");
        try {
            Files.writeString(file, yaml);
            return new Kubectl(cluster).run("create", "--dry-run=server", "--validate=strict", "--filename=" + file);
        } finally {
            Files.delete(file);
        }
    }
}
