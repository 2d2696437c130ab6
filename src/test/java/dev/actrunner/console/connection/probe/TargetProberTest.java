package dev.actrunner.console.connection.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.connection.trigger.TriggersToEvaluate;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.Outbound;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import dev.actrunner.console.proxy.ProxySettings;
import dev.actrunner.console.testing.SampleConnections;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What a probe evaluates besides its own question to a stub forge. */
class TargetProberTest {

    private static final String TOKEN = "t";

    private final ForgeProbe probe = new ForgeProbe(
        new ForgeProperties(Duration.ofSeconds(10), Duration.ofSeconds(30), DataSize.ofMegabytes(64), null),
        Outbound.ANYWHERE,
        ProxySettings.NONE,
        Clock.systemUTC()
    );
    private final KedaCheck keda = mock();

    /** A clock that goes on by a step whenever somebody looks at it. */
    private static Clock stepping(Duration step) {
        var next = new AtomicReference<>(SampleConnections.NOW);
        InstantSource source = () -> next.getAndUpdate(now -> now.plus(step));
        return source.withZone(ZoneOffset.UTC);
    }

    private static TriggerSpec trigger(StubForge forge, String marker) {
        var metadata = Map.of(
            "url",
            forge.url() + "/api/v1/admin/actions/jobs?status=queued&marker=" + marker,
            "valueLocation",
            "total_count",
            "targetValue",
            "1",
            "authMode",
            "bearer"
        );
        return TriggerSpec.in(Map.of("type", "metrics-api", "metadata", metadata)).getFirst();
    }

    /** Twenty seconds for all of them together, which the third would begin after. */
    @Test
    void triggersForWhichThereIsNoTimeAreNotAsked() {
        try (StubForge forge = new StubGitea("1.26.0")) {
            forge.token(TOKEN, new Account("root", true, Set.of("read:admin")));
            var target = new ProbeTarget(
                new ForgeUrl(forge.url()),
                null,
                new JobScope.Admin(),
                RunnerLabels.none(),
                new ApiToken(TOKEN),
                null
            );
            List<TriggerSpec> given = Stream.of("first", "second", "third")
                .map(marker -> trigger(forge, marker))
                .toList();
            List<TriggerEvaluation> readings = new TargetProber(probe, keda, stepping(Duration.ofSeconds(8)))
                .probe(ProbeInput.ofTarget(target, null, TriggersToEvaluate.evaluated(given), Duration.ZERO))
                .readings();
            assertThat(readings).extracting(TriggerEvaluation::withheld).containsExactly(false, false, true);
            assertThat(readings.get(1).value()).isZero();
            assertThat(readings.getLast().value()).isNull();
            assertThat(readings.getLast().checks())
                .extracting(Check::summary)
                .contains("metrics-api was read without asking: the time for this probe is over.");
            assertThat(forge.requests())
                .anyMatch(r -> r.endsWith("marker=first"))
                .anyMatch(r -> r.endsWith("marker=second"))
                .noneMatch(r -> r.endsWith("marker=third"));
        }
    }
}
