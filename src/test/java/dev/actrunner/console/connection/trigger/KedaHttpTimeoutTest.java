package dev.actrunner.console.connection.trigger;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.probe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.MetricsApi;
import dev.actrunner.console.keda.scaler.AuthParams;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
import dev.actrunner.console.keda.scaler.TriggerParser;
import dev.actrunner.console.keda.scaling.Trigger;
import dev.actrunner.console.proxy.ProxySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KedaHttpTimeoutTest {

    private static KedaInstallation keda(String version, int seconds) {
        return new KedaInstallation(
            true,
            version,
            KedaInstallation.Operator.READY,
            "keda",
            List.of(),
            false,
            new MetricsApi(MetricsApi.State.AVAILABLE, null, null),
            Duration.ofSeconds(seconds),
            ProxySettings.NONE
        );
    }

    private static KedaHttpTimeout timeout(@Nullable KedaInstallation installed, int... triggers) {
        return new KedaHttpTimeout(
            installed,
            IntStream.of(triggers)
                .mapToObj(seconds ->
                    TriggerParser.parse(
                        new Trigger.MetricsApi(
                            "https://git.example.org",
                            "total_count",
                            false,
                            seconds == 0 ? null : Duration.ofSeconds(seconds)
                        ).asGiven(),
                        new AuthParams(Map.of("token", "t"), Set.of())
                    )
                )
                .toList()
        );
    }

    private static ProbeReport answeredAfter(double ms) {
        return probe(NOW, new JobCounts(1, 0), new Timings(null, null, null, ms, null, ms));
    }

    private static Check check(KedaHttpTimeout timeout, double ms) {
        return timeout.check(answeredAfter(ms), Platform.GITEA);
    }

    @Test
    void anAnswerWithinTheOperatorsTimeoutPasses() {
        assertThat(check(timeout(null), 3000).summary()).isEqualTo("KEDA would get an answer after 3000 ms.");
        assertThat(check(timeout(null), 3001).finding()).isEqualTo(Finding.KEDA_SLOW);
        assertThat(check(timeout(keda("2.20.0", 10)), 9000).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void triggersThatAllWaitLongerGiveTheTime() {
        assertThat(check(timeout(keda("2.20.0", 3), 20, 10), 9000).summary()).isEqualTo(
            "KEDA would get an answer after 9000 ms, and its triggers wait 10000 ms."
        );
        assertThat(check(timeout(keda("2.20.0", 3), 20, 0), 9000).finding()).isEqualTo(Finding.KEDA_SLOW);
        assertThat(check(timeout(keda("2.20.0", 3), 20, 1), 2000).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void anOlderKedaDoesNotReadATriggersTimeout() {
        Check slow = check(timeout(keda("2.19.0", 3), 20), 9000);
        assertThat(slow.finding()).isEqualTo(Finding.KEDA_SLOW);
        assertThat(slow.remediation()).startsWith("Set KEDA_HTTP_DEFAULT_TIMEOUT (milliseconds)").contains("27000");
        assertThat(check(timeout(keda("2.20.0", 3)), 9000).remediation()).startsWith(
            "Give the trigger timeout: 27000ms"
        );
    }

    @Test
    void aTimeoutIsWantedOnGiteaWhereTheOperatorsIsTooShort() {
        KedaHttpTimeout timeout = timeout(keda("2.20.0", 3));
        assertThat(timeout.wanted(answeredAfter(3500), Platform.GITEA)).hasSeconds(11);
        assertThat(timeout.wanted(answeredAfter(2500), Platform.GITEA)).isNull();
        assertThat(timeout.wanted(answeredAfter(3500), Platform.FORGEJO)).isNull();
        assertThat(timeout(keda("2.19.0", 3)).wanted(answeredAfter(3500), Platform.GITEA)).isNull();
    }

    @Test
    void withoutFiguresNothingIsSaidOfTheTime() {
        ProbeReport failed = probe(NOW, null, Timings.NONE, Finding.TOKEN_UNKNOWN.seen("x"));
        assertThat(timeout(null).check(failed, Platform.GITEA).summary()).isEqualTo("Skipped (forge.token failed).");
        assertThat(timeout(null).wanted(failed, Platform.GITEA)).isNull();
    }

    @Test
    void aTriggerThatIsRefusedWaitsAsLongAsTheOperator() {
        var refused = new ParsedTrigger.Refused(List.of());
        var timeout = new KedaHttpTimeout(keda("2.20.0", 3), List.of(refused));
        assertThat(check(timeout, 3001).finding()).isEqualTo(Finding.KEDA_SLOW);
    }
}
