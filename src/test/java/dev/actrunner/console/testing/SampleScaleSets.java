package dev.actrunner.console.testing;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.trigger.RecommendedTrigger;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaleTrigger;
import dev.actrunner.console.scaleset.ContainerMode;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequestValidator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Scale sets as tests need them. */
public final class SampleScaleSets {

    private SampleScaleSets() {}

    /** With every field that a request can have. */
    public static ScaleSetManifests manifests(
        ScaleSetKey key,
        Platform platform,
        RunnerMode mode,
        ContainerMode containers,
        boolean volume
    ) {
        String request = """
        {"connection":"ci","mode":"%s","containers":"%s","labels":["docker:host"],"min":1,"max":5,"pollingInterval":15,
         "registration":{"token":"a-token"},"imagePullSecrets":["registry"],
         "resources":{"requests":{"cpu":"500m"},"limits":{"memory":"1Gi"}},
         "env":[{"name":"A","value":"b"},{"name":"C","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],
         "nodeSelector":{"disk":"fast"},"tolerations":[{"key":"ci","operator":"Exists","effect":"NoSchedule"}],
         "affinity":{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,
           "podAffinityTerm":{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"a":"b"}}}}]}},
         "proxy":{"http":"http://proxy:3128","noProxy":".svc"},"ca":{"configMap":"forge-ca"},
         "podAnnotations":{"team":"a"},"securityContext":{"fsGroup":1000},
         "runnerConfig":"runner:\\n  capacity: 1\\n",%s
         "podTemplate":{"spec":{"containers":[{"name":"runner","livenessProbe":{"exec":{"command":["true"]}}}]}}}
        """.formatted(
            mode.id(),
            containers.id(),
            mode == RunnerMode.EPHEMERAL
                ? "\"scalingStrategy\":\"accurate\","
                : "\"idle\":0,\"cooldownPeriod\":60,\"initialCooldownPeriod\":10,\"fallback\":{\"failureThreshold\":3,\"replicas\":2}," +
                      (volume ? "\"persistence\":{\"size\":\"2Gi\",\"storageClass\":\"fast\"}," : "")
        );
        var spec = new ScaleSetRequestValidator().check(
            key,
            JsonMapper.shared().readValue(request, ScaleSetRequest.class)
        );
        var forge = new ForgeUrl("https://git.example.com");
        var scope = new JobScope.Org("acme");
        var token = new SecretRef("ci-token", "token", true);
        var connection = new Connection(
            new ConnectionKey("team-a", "ci"),
            forge,
            platform,
            null,
            scope,
            RunnerLabels.parse("docker"),
            token,
            new AuthenticationRef("TriggerAuthentication", "ci"),
            List.of(),
            null,
            List.of(),
            List.of(),
            null,
            "etag"
        );
        return new ScaleSetManifests(
            key,
            spec,
            connection,
            platform,
            mode,
            RecommendedTrigger.of(forge, platform, scope, RunnerLabels.parse("docker"), token, null).orElseThrow(),
            new ScaleTrigger.Reference("ci", null),
            "all-registration",
            "{}",
            1
        );
    }
}
