package dev.actrunner.console.cluster.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseManifestTest {

    private static final ConfigMap WANTED = new ConfigMapBuilder()
        .withNewMetadata()
        .withName("one")
        .endMetadata()
        .build();
    private static final String OBJECT = "kind: ConfigMap\nmetadata:\n  name: one\n";

    @ParameterizedTest
    @ValueSource(strings = { "&a [*a]", "&a {x: *a}", "a: &a {kind: *a}", "kind: [", "k: 1\nk: 2" })
    void whatCannotBeReadOfAnotherChartIsLeftOut(String document) {
        var manifest = new ReleaseManifest("---\n" + document + "\n---\n" + OBJECT);
        assertThat(manifest.has(WANTED)).isTrue();
        assertThat(manifest.annotate("app", "x"::equals, "a", "b")).isSameAs(manifest);
    }

    /** A record of 16 MiB takes a few kilobytes in its Secret. */
    @ParameterizedTest
    @ValueSource(strings = { "\n", " \n", "\n--", "\t" })
    void aManifestOfNothingIsReadToItsEnd(String part) {
        assertThat(new ReleaseManifest(part.repeat(2_000_000) + "\n---\n" + OBJECT).has(WANTED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "---\n", "---   \n\n", "", "# Source: x\n---\n", "a: b\n \n---  # x\n", "\r\n---\r\n" })
    void documentsAreSplitAsHelmSplitsThem(String before) {
        assertThat(new ReleaseManifest(before + OBJECT).has(WANTED)).isTrue();
    }

    @Test
    void whatCannotBeReadOfTheChartsIsSaid() {
        var manifest = new ReleaseManifest("---\nx: act-runner-controller\na: &a [*a]\n---\n" + OBJECT);
        assertThatExceptionOfType(ReleaseManifest.UnreadableException.class).isThrownBy(() -> manifest.has(WANTED));
    }
}
