package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The metadata of the triggers that the console recommends. */
class TriggerTest {

    private static final String URL = "https://git.example.org/api/v1/admin/actions/jobs?status=queued";

    @Test
    void metricsApiSendsABearerToken() {
        assertThat(new Trigger.MetricsApi(URL, "total_count", false, null).metadata()).isEqualTo(
            Map.of("url", URL, "valueLocation", "total_count", "targetValue", "1", "authMode", "bearer")
        );
    }

    @Test
    void metricsApiSendsAWholeHeaderAsAnApiKey() {
        assertThat(new Trigger.MetricsApi(URL, "total_count", true, Duration.ofSeconds(7)).metadata())
            .containsEntry("authMode", "apiKey")
            .containsEntry("method", "header")
            .containsEntry("keyParamName", "Authorization")
            .containsEntry("timeout", "7000ms");
    }

    @Test
    void forgejoRunnerNamesItsScopeOnly() {
        assertThat(
            new Trigger.ForgejoRunner("https://git.example.org", "docker", false, null, "acme", "app").metadata()
        ).isEqualTo(Map.of("address", "https://git.example.org", "labels", "docker", "owner", "acme", "repo", "app"));
        assertThat(new Trigger.ForgejoRunner("https://git.example.org", "docker", true, null, null, null).metadata())
            .containsEntry("global", "true")
            .doesNotContainKeys("org", "owner", "repo");
        assertThat(
            new Trigger.ForgejoRunner("https://git.example.org", "docker", false, "acme", null, null).metadata()
        ).containsEntry("org", "acme");
    }

    @Test
    void anOwnerWithoutARepositoryIsLeftOut() {
        assertThat(
            new Trigger.ForgejoRunner("https://git.example.org", "docker", false, null, "acme", null).metadata()
        ).doesNotContainKeys("owner", "repo");
    }

    @Test
    void isHeldToWhatAWrittenTriggerIs() {
        TriggerSpec given = new Trigger.MetricsApi(URL, "total_count", false, null).asGiven();
        assertThat(given.type()).isEqualTo("metrics-api");
        assertThat(given.get("url")).isEqualTo(URL);
        assertThat(given.violations()).isEmpty();
    }
}
