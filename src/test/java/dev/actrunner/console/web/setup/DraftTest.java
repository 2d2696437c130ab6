package dev.actrunner.console.web.setup;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.namespaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {

    private static final Draft EMPTY = Draft.at("team-a", "ci");

    private static TokenInput input(@Nullable String source, @Nullable String value) {
        return new TokenInput(source, value, null, null);
    }

    private static @Nullable String token(Draft draft) {
        return draft.token().value() == null ? null : Objects.requireNonNull(draft.token().value()).open();
    }

    @Test
    void aConnectionThatIsChangedKeepsItsTokenAndIsFilledIn() {
        Draft draft = Draft.of(
            connection(Platform.GITEA, new JobScope.Repo("acme", "app"), "docker,gpu", namespaced("ci-trigger-auth"))
        );
        assertThat(draft.changes()).isTrue();
        assertThat(draft.token().isStored()).isTrue();
        assertThat(draft.token().isEntered()).isFalse();
        assertThat(draft.token().secretName()).isNull();
        assertThat(draft.scope()).isEqualTo(new ScopeStep("repo", null, "acme", "app", "docker,gpu"));
        assertThat(draft.place().authentication()).isEqualTo("namespaced");
        assertThat(draft.place().authenticationName()).isEqualTo("ci-trigger-auth");
        assertThat(draft.namespace()).isEqualTo("team-a");
    }

    /** The token of another connection is for that connection's forge alone. */
    @Test
    void aTokenOfAnotherConnectionStaysWithItsForge() {
        Connection other = connection(Platform.GITEA, new JobScope.Admin(), "", namespaced("ci-trigger-auth"));
        Draft draft = Draft.beside(other, new ApiToken("a-token"));
        String url = other.forge().value();
        assertThat(draft.changes()).isFalse();
        assertThat(token(draft)).isEqualTo("a-token");
        assertThat(token(draft.with(new ForgeStep(url + " ", "gitea", "")))).isEqualTo("a-token");
        assertThat(token(draft.with(new ForgeStep("https://evil.example", "auto", null)))).isNull();
        assertThat(token(draft.with(new ForgeStep(url, "auto", "ConfigMap/evil/ca.crt")))).isNull();
    }

    @Test
    void theKindOfItsAuthenticationIsKept() {
        var everywhere = new AuthenticationRef("ClusterTriggerAuthentication", "a");
        assertThat(
            Draft.of(connection(Platform.GITEA, new JobScope.Admin(), "", everywhere))
                .place()
                .authentication()
        ).isEqualTo("cluster");
        assertThat(
            Draft.of(connection(Platform.GITEA, new JobScope.Org("acme"), "", null))
                .place()
                .authentication()
        ).isEqualTo("none");
    }

    @Test
    void anEmptyFieldKeepsTheTokenOfAnEarlierTry() {
        Draft entered = EMPTY.with(input("value", " s3cret\n"));
        assertThat(token(entered)).isEqualTo("s3cret");
        assertThat(token(entered.with(input("value", " ")))).isEqualTo("s3cret");
        assertThat(token(entered.with(input("value", "other")))).isEqualTo("other");
        assertThat(token(entered.with(input("secret", null)))).isNull();
        assertThat(token(entered.with(input("stored", null)))).isNull();
        assertThat(token(entered.withoutToken())).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "' a', true", "'a\n', true", "a, false", "'', false", ", false" })
    void spacesThatCameAlongAreTold(@Nullable String value, boolean space) {
        assertThat(input("value", value).hasSpaceAround()).isEqualTo(space);
    }

    @ParameterizedTest
    @CsvSource({ "org, acme", "repo, jo/app", "admin, ''", "user, ''" })
    void theSubjectIsThatOfTheKind(String kind, String subject) {
        assertThat(new ScopeStep(kind, "acme", "jo", "app", null).subject()).isEqualTo(subject);
    }

    @Test
    void theTokenIsNeverPrinted() {
        assertThat(input("value", "s3cret").toString()).doesNotContain("s3cret");
        assertThat(EMPTY.with(input("value", "s3cret")).toString()).doesNotContain("s3cret");
    }
}
