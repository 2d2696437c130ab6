package dev.actrunner.console.web.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftRequestTest {

    private static final Draft EMPTY = Draft.at("team-a", "ci");

    private static ConnectionRequest scope(String kind) {
        return EMPTY.with(new ScopeStep(kind, " acme ", "jo", "app", "docker,  gpu\nlinux,")).request();
    }

    private static ConnectionRequest place(
        String authentication,
        @Nullable String labels,
        @Nullable String nameOverride
    ) {
        return EMPTY.with(
            new PlaceStep("team-a", null, "ci", authentication, " ", nameOverride, null, labels, null)
        ).request();
    }

    private static ConnectionRequest.TokenRequest token(@Nullable String source) {
        return Objects.requireNonNull(
            EMPTY.with(new TokenInput(source, "s3cret", " s ", " "))
                .request()
                .token()
        );
    }

    @Test
    void onlyTheFieldsOfTheChosenScopeAreSent() {
        assertThat(scope("org").scope()).isEqualTo(new ConnectionRequest.ScopeRequest("org", "acme", null, null));
        assertThat(scope("repo").scope()).isEqualTo(new ConnectionRequest.ScopeRequest("repo", null, "jo", "app"));
        assertThat(scope("admin").scope()).isEqualTo(new ConnectionRequest.ScopeRequest("admin", null, null, null));
    }

    @Test
    void labelsHaveCommasOrSpacesBetween() {
        assertThat(scope("admin").runnerLabels()).containsExactly("docker", "gpu", "linux");
        assertThat(EMPTY.request().runnerLabels()).isEqualTo(List.of());
    }

    @Test
    void theTokenComesFromItsSource() {
        assertThat(token("value")).isEqualTo(new ConnectionRequest.TokenRequest("s3cret", null, null));
        assertThat(token("secret")).isEqualTo(new ConnectionRequest.TokenRequest(null, "s", null));
        assertThat(
            EMPTY.with(new TokenInput("stored", "s3cret", null, null))
                .request()
                .token()
        ).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "none, false, false", "cluster, true, true", "namespaced, true, false", "other, true, false" })
    void theAuthenticationIsOfOneOfThreeKinds(String kind, boolean create, boolean clusterScoped) {
        assertThat(place(kind, null, null).triggerAuthentication()).isEqualTo(
            new ConnectionRequest.TriggerAuthenticationRequest(create, null, clusterScoped)
        );
    }

    @Test
    void labelsOfObjectsAreOneALine() {
        assertThat(place("none", " team = a \r\n\r\nempty\nurl=a=b", null).additionalLabels()).containsExactly(
            entry("team", "a"),
            entry("empty", ""),
            entry("url", "a=b")
        );
        assertThat(place("none", null, null).additionalLabels()).isEmpty();
    }

    @Test
    void whatIsBlankIsNotGiven() {
        assertThat(place("none", null, "  ").nameOverride()).isNull();
        assertThat(place("none", null, " runner ").nameOverride()).isEqualTo("runner");
        assertThat(
            EMPTY.with(new ForgeStep(" https://h ", "", " "))
                .request()
                .forge()
        ).isEqualTo(new ConnectionRequest.ForgeRequest("https://h", null, null));
    }
}
