package dev.actrunner.console.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final Map<String, Object> CLAIMS = Map.of(
        "groups",
        List.of("a"),
        "realm_access",
        Map.of("roles", List.of("b")),
        "https://example.org/groups",
        "c"
    );

    @Test
    void aClaimIsFoundByItsNameOrItsPath() {
        assertThat(Claims.find(CLAIMS, "groups")).contains(List.of("a"));
        assertThat(Claims.find(CLAIMS, "realm_access.roles")).contains(List.of("b"));
        assertThat(Claims.find(CLAIMS, "https://example.org/groups")).contains("c");
    }

    @Test
    void aPathThatLeadsNowhereFindsNothing() {
        assertThat(Claims.find(CLAIMS, "realm_access.groups")).isEmpty();
        assertThat(Claims.find(CLAIMS, "groups.roles")).isEmpty();
        assertThat(Claims.find(CLAIMS, "")).isEmpty();
    }

    @Test
    void aNameWithADotComesBeforeAPath() {
        assertThat(Claims.find(Map.of("a.b", 1, "a", Map.of("b", 2)), "a.b")).contains(1);
    }

    @Test
    void textsAreThoseOfAListOrOneText() {
        assertThat(Claims.texts(Arrays.asList("a", null, " ", 7))).containsExactly("a", "7");
        assertThat(Claims.texts("a,b")).containsExactly("a,b");
        assertThat(Claims.texts(" ")).isEmpty();
        assertThat(Claims.texts(7)).isEmpty();
        assertThat(Claims.texts(null)).isEmpty();
    }
}
