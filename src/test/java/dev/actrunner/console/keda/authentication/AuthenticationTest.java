package dev.actrunner.console.keda.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final SecretTargetRef TOKEN = new SecretTargetRef("token", "s", "a");
    private static final SecretTargetRef BEARER = new SecretTargetRef("bearerToken", "s", "b");
    private static final SecretTargetRef API_KEY = new SecretTargetRef("apiKey", "s", "c");
    private static final SecretTargetRef CERTIFICATE = new SecretTargetRef("ca", "s", "d");

    private static Authentication giving(SecretTargetRef... secrets) {
        var authentication = new TriggerAuthentication();
        authentication.setSpec(new AuthenticationSpec(List.of(secrets)));
        return authentication;
    }

    private static List<String> users(@Nullable String objects, @Nullable String jobs) {
        return new AuthenticationStatus(objects, jobs).users();
    }

    @Test
    void theTokenIsTheParameterThatMostScalersRead() {
        assertThat(giving(CERTIFICATE, API_KEY, BEARER, TOKEN).tokenSource()).contains(TOKEN);
        assertThat(giving(API_KEY, BEARER).tokenSource()).contains(BEARER);
        assertThat(giving(CERTIFICATE, API_KEY).tokenSource()).contains(API_KEY);
        assertThat(giving(CERTIFICATE).tokenSource()).isEmpty();
    }

    @Test
    void withoutASpecItGivesNothing() {
        var authentication = new TriggerAuthentication();
        assertThat(authentication.tokenSource()).isEmpty();
        assertThat(authentication.secrets()).isEmpty();
        assertThat(authentication.otherParameters()).isEmpty();
        assertThat(authentication.users()).isEmpty();
    }

    @Test
    void usersHaveTheirKinds() {
        assertThat(users("ci, nightly", "one")).containsExactly(
            "ScaledObject ci",
            "ScaledObject nightly",
            "ScaledJob one"
        );
        assertThat(users(null, "")).isEmpty();
        assertThat(users(",ci,", null)).containsExactly("ScaledObject ci");
    }

    @Test
    void onlyTheClustersKindServesEveryNamespace() {
        assertThat(new AuthenticationRef("ClusterTriggerAuthentication", "a").servesEveryNamespace()).isTrue();
        assertThat(new AuthenticationRef(AuthenticationRef.NAMESPACED, "a").servesEveryNamespace()).isFalse();
    }
}
