package dev.actrunner.console.web.dashboard;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.keda.MetricsApi;
import dev.actrunner.console.proxy.ProxySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KedaCardTest {

    private static List<KedaCard> cards(
        boolean installed,
        @Nullable String version,
        Operator operator,
        List<String> watched,
        MetricsApi.State api,
        @Nullable Instant certificateUntil
    ) {
        return KedaCard.of(
            new KedaInstallation(
                installed,
                version,
                operator,
                "keda",
                watched,
                false,
                new MetricsApi(api, "keda/keda-operator-metrics-apiserver", null, certificateUntil),
                KedaInstallation.HTTP_TIMEOUT,
                ProxySettings.NONE
            ),
            NOW
        );
    }

    @Test
    void allIsWell() {
        Instant until = NOW.plus(Duration.ofDays(90));
        assertThat(cards(true, "2.21.0", Operator.READY, List.of(), MetricsApi.State.AVAILABLE, until))
            .extracting(KedaCard::id, KedaCard::state, KedaCard::value)
            .containsExactly(
                tuple("operator", "ready", null),
                tuple("metrics-server", "ready", null),
                tuple("kinds", "ready", null),
                tuple("triggers", "ready", "metrics-api, forgejo-runner"),
                tuple("namespaces", "ready", null),
                tuple("certificate", "ready", "90")
            );
    }

    @Test
    void whatIsBrokenAndWhatIsNotKnownAreDifferent() {
        Instant expired = NOW.minus(Duration.ofDays(1));
        assertThat(cards(false, null, Operator.MISSING, List.of(), MetricsApi.State.MISSING, expired))
            .extracting(KedaCard::state)
            .containsExactly("failed", "failed", "failed", "unknown", "unknown", "failed");
        assertThat(cards(true, null, Operator.UNKNOWN, List.of(), MetricsApi.State.UNKNOWN, null))
            .extracting(KedaCard::state)
            .containsExactly("unknown", "unknown", "ready", "unknown", "unknown", "unknown");
    }

    @Test
    void whatWorksInPartIsAWarning() {
        Instant soon = NOW.plus(Duration.ofDays(3));
        assertThat(cards(true, "2.17.0", Operator.READY, List.of("team-a"), MetricsApi.State.DOWN, soon))
            .extracting(KedaCard::state)
            .containsExactly("ready", "failed", "ready", "warning", "warning", "warning");
    }
}
