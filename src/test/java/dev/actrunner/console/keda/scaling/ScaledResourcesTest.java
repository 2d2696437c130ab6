package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScaledResourcesTest {

    private static final AuthenticationRef OURS = new AuthenticationRef("ClusterTriggerAuthentication", "ours");

    private static ScaledResource using(String namespace, String name, String... authentications) {
        List<Map<String, Object>> triggers = List.of(authentications)
            .stream()
            .map(a -> Map.<String, Object>of("type", "metrics-api", "authenticationRef", Map.of("name", a)))
            .toList();
        return ScaledResource.of(
            Map.of(
                "kind",
                "ScaledObject",
                "metadata",
                Map.of("namespace", namespace, "name", name),
                "spec",
                Map.of("triggers", triggers)
            )
        );
    }

    @Test
    void aroundAnAuthenticationAreThoseOfItsNamespaceAndThoseThatNameIt() {
        ScaledResource here = using("team-a", "here");
        ScaledResource elsewhere = using("team-b", "elsewhere", "other", "ours");
        ScaledResource stranger = using("team-b", "stranger", "other");
        var all = new ScaledResources(List.of(stranger, elsewhere, here), true, Set.of());
        assertThat(all.around("team-a", OURS)).containsExactly(here, elsewhere);
        assertThat(all.around("team-c", OURS)).containsExactly(elsewhere);
    }

    @Test
    void oneThatIsBothIsListedOnce() {
        ScaledResource both = using("team-a", "both", "ours", "ours");
        assertThat(new ScaledResources(List.of(both), true, Set.of()).around("team-a", OURS)).containsExactly(both);
    }

    @Test
    void coversWhatWasLookedAt() {
        var some = new ScaledResources(List.of(), false, Set.of("team-a"));
        assertThat(some.covers("team-a")).isTrue();
        assertThat(some.covers("team-b")).isFalse();
        var all = new ScaledResources(List.of(), true, Set.of());
        assertThat(all.covers("team-b")).isTrue();
        assertThat(all.everywhere()).isTrue();
    }
}
