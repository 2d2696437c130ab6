package dev.actrunner.console.advice;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.namespaced;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.Trigger;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdvisorTest {

    private final Keda keda = mock();
    private final Advisor advisor = new Advisor(keda);

    @BeforeEach
    void kedaMayNotBeLookedAt() {
        when(keda.cached()).thenThrow(new ClusterException.Forbidden("no"));
    }

    private static Connection on(@Nullable Platform platform, String labels) {
        return connection(platform, new JobScope.Admin(), labels, namespaced("ci-trigger-auth"));
    }

    @Test
    void whatTheProbeFoundComesBeforeWhatWasApplied() {
        ScaleSetAdvice advice = advisor.advise(on(Platform.FORGEJO, "docker"), ready(1, 0));
        assertThat(advice.trigger()).isInstanceOf(Trigger.MetricsApi.class);
        assertThat(advice.applyScaledObject()).isFalse();
        assertThat(advice.scaledJob()).isNotNull();
    }

    @Test
    void withoutAProbeThePlatformThatWasAppliedCounts() {
        ScaleSetAdvice advice = advisor.advise(on(Platform.FORGEJO, "docker"), null);
        assertThat(advice.trigger().type()).isEqualTo("forgejo-runner");
        assertThat(advice.applyScaledObject()).isTrue();
        assertThat(advice.scaledJob()).isNull();
    }

    @Test
    void theProbesOwnTriggerIsTaken() {
        var slow = new Trigger.MetricsApi("https://git.example.org", "total_count", false, Duration.ofSeconds(9));
        var report = new ConnectionReport(ready(1, 0).probe(), slow, List.of(), List.of());
        assertThat(advisor.advise(on(Platform.GITEA, "docker"), report).trigger()).isEqualTo(slow);
    }

    @Test
    void withoutAPlatformOrLabelsThereIsNoAdvice() {
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> advisor.advise(on(null, "docker"), null))
            .withMessageStartingWith("forge.platform is not known yet");
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> advisor.advise(on(Platform.FORGEJO, ""), null))
            .withMessageStartingWith("runnerLabels is empty");
    }

    @Test
    void theManifestsNameTheWorkloadAndTheAuthentication() {
        var everywhere = new AuthenticationRef("ClusterTriggerAuthentication", "ours");
        Connection connection = connection(Platform.GITEA, new JobScope.Admin(), "docker", everywhere);
        @SuppressWarnings("unchecked")
        Map<String, Object> scaledObject = new KubernetesSerialization().convertValue(
            advisor.advise(connection, null).scaledObject(),
            Map.class
        );
        assertThat(scaledObject)
            .containsEntry("kind", "ScaledObject")
            .containsEntry("metadata", Map.of("name", "ci-runners-act-runner-scale-set", "namespace", "team-a"));
        assertThat(scaledObject.toString())
            .contains("scaleTargetRef={apiVersion=apps/v1, kind=StatefulSet, name=ci-runners-act-runner-scale-set}")
            .contains("authenticationRef={name=ours, kind=ClusterTriggerAuthentication}");
    }
}
