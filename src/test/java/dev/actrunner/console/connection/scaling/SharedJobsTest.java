package dev.actrunner.console.connection.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.keda.scaling.ScaledResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ScaledObjects that would each start a runner for the same job. */
class SharedJobsTest {

    private final SharedJobs shared = new SharedJobs(new ForgeUrl("https://git.example.org"));

    private static ScaledResource asking(String name, String path) {
        return resource(
            name,
            Map.of("type", "metrics-api", "metadata", Map.of("url", "https://git.example.org" + path))
        );
    }

    private static ScaledResource counting(String name, String authentication, Map<String, String> scope) {
        var metadata = new HashMap<String, String>(Map.of("address", "https://git.example.org", "labels", "docker"));
        metadata.putAll(scope);
        return resource(
            name,
            Map.of("type", "forgejo-runner", "metadata", metadata, "authenticationRef", Map.of("name", authentication))
        );
    }

    private static ScaledResource resource(String name, Map<String, Object> trigger) {
        return ScaledResource.of(
            Map.of(
                "kind",
                "ScaledObject",
                "metadata",
                Map.of("namespace", "team-a", "name", name),
                "spec",
                Map.of("triggers", List.of(trigger))
            )
        );
    }

    private boolean share(ScaledResource one, ScaledResource other) {
        return shared.check(List.of(one), List.of(one, other)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/admin/actions/jobs, /api/v1/orgs/acme/actions/jobs, true",
        "/api/v1/orgs/acme/actions/jobs, /api/v1/repos/ACME/app/actions/jobs, true",
        "/api/v1/orgs/acme/actions/jobs, /api/v1/orgs/Acme/actions/jobs, true",
        "/api/v1/orgs/acme/actions/jobs, /api/v1/orgs/beta/actions/jobs, false",
        "/api/v1/orgs/acme/actions/jobs, /api/v1/repos/beta/app/actions/jobs, false",
        "/api/v1/repos/acme/app/actions/jobs, /api/v1/repos/acme/app/actions/jobs, true",
        "/api/v1/repos/acme/app/actions/jobs, /api/v1/repos/acme/web/actions/jobs, false",
        "/api/v1/user/actions/jobs, /api/v1/user/actions/jobs, false",
        "/api/v1/admin/actions/jobs, /api/v1/version, false",
    })
    void scopesThatContainEachOtherShareJobs(String one, String other, boolean share) {
        assertThat(share(asking("one", one), asking("other", other))).isEqualTo(share);
        assertThat(share(asking("one", other), asking("other", one))).isEqualTo(share);
    }

    @Test
    void theSameTokenHasTheSameUser() {
        assertThat(share(counting("one", "a", Map.of()), counting("other", "a", Map.of()))).isTrue();
        assertThat(share(counting("one", "a", Map.of()), counting("other", "b", Map.of()))).isFalse();
    }

    @Test
    void labelsThatHaveNothingInCommonShareNoJobs() {
        ScaledResource docker = counting("one", "a", Map.of("global", "true"));
        assertThat(share(docker, counting("other", "a", Map.of("global", "true", "labels", "gpu")))).isFalse();
        assertThat(share(docker, counting("other", "a", Map.of("global", "true", "labels", "gpu,docker")))).isTrue();
        assertThat(share(docker, counting("other", "a", Map.of("global", "true", "labels", "")))).isTrue();
    }

    @Test
    void anotherForgesJobsAreOthers() {
        ScaledResource elsewhere = resource(
            "other",
            Map.of(
                "type",
                "metrics-api",
                "metadata",
                Map.of("url", "https://other.example.org/api/v1/admin/actions/jobs")
            )
        );
        assertThat(share(asking("one", "/api/v1/admin/actions/jobs"), elsewhere)).isFalse();
    }

    @Test
    void allOthersAreNamedAndNotItself() {
        ScaledResource one = asking("one", "/api/v1/admin/actions/jobs");
        assertThat(shared.check(List.of(one), List.of(one))).isEmpty();
        assertThat(
            shared.check(
                List.of(one),
                List.of(one, asking("two", "/api/v1/admin/actions/jobs"), asking("three", "/api/v1/user/actions/jobs"))
            )
        ).contains(
            Finding.SCALED_RESOURCE_COUNTED_TWICE.seen(
                "ScaledObject team-a/one counts jobs that are counted by ScaledObject team-a/two," +
                    " ScaledObject team-a/three too: each of them starts a runner for the same job."
            )
        );
    }
}
