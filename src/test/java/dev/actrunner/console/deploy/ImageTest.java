package dev.actrunner.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image is made of what cannot be exchanged, and its process ends where its memory does. */
class ImageTest {

    private static List<String> dockerfile() throws IOException {
        return Files.readAllLines(Path.of("Dockerfile"));
    }

    @Test
    void theProcessEndsWhereItsMemoryDoesAndLeavesRoomForWhatIsNoHeap() throws IOException {
        String entrypoint = dockerfile()
            .stream()
            .filter(line -> line.startsWith("ENTRYPOINT "))
            .findFirst()
            .orElseThrow()
            .substring("ENTRYPOINT ".length());
        assertThat(JsonMapper.shared().readTree(entrypoint).valueStream().map(JsonNode::asString)).contains(
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:MaxRAMPercentage=50"
        );
    }

    @Test
    void whatItIsBuiltOfIsNamedByDigest() throws IOException {
        assertThat(dockerfile())
            .filteredOn(line -> line.matches("FROM .*[/:].*"))
            .isNotEmpty()
            .allMatch(line -> line.matches("FROM .*@sha256:[0-9a-f]{64}.*"));
        assertThat(Files.readString(Path.of(".mvn/wrapper/maven-wrapper.properties"))).containsPattern(
            "distributionSha256Sum=[0-9a-f]{64}"
        );
    }
}
