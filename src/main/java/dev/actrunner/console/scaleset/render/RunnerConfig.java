package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Objects;

/** Renders the runners' configuration, and for Forgejo the script that registers and starts the runner. */
final class RunnerConfig {

    static final String FILE = "config.yaml";
    static final String SCRIPT = "run.sh";

    /** Both runners cancel their job at once where they are told to end, unless this is set; their default is 0s. */
    private static final String DEFAULT = """
    runner:
      shutdown_timeout: 3h
    """;

    /**
     * With a UUID the runner was created by Forgejo's API, and all Jobs share it: Forgejo forgets an ephemeral runner with its
     * first job. With a registration token each pod registers by itself.
     */
    private static final String FORGEJO = """
    set -eu
    cd /data
    config=/etc/act_runner/config.yaml
    if [ -s /registration/uuid ]; then
      set --
      old=$IFS; IFS=,
      for label in $RUNNER_LABELS; do set -- "$@" --label "$label"; done
      IFS=$old
      exec forgejo-runner one-job --config "$config" --url "$FORGEJO_URL" --uuid "$(cat /registration/uuid)" \\
        --token-url file:/registration/token "$@" --wait
    fi
    [ -s .runner ] || forgejo-runner register --no-interactive --config "$config" --instance "$FORGEJO_URL" \\
      --token "$(cat /registration/token)" --name "$(hostname)" --labels "$RUNNER_LABELS"
    exec forgejo-runner @COMMAND@ --config "$config"
    """;

    private RunnerConfig() {}

    static ConfigMap configMap(ScaleSetKey key, ScaleSetSpec spec, Platform platform, RunnerMode mode) {
        var configMap = new ConfigMapBuilder()
            .withNewMetadata()
            .withName(ScaleSetNames.of(key).config())
            .withNamespace(key.namespace())
            .withLabels(ScaleSetLabels.of(key))
            .endMetadata()
            .addToData(FILE, Objects.requireNonNullElse(spec.pod().runnerConfig(), DEFAULT));
        if (platform == Platform.FORGEJO) {
            configMap.addToData(
                SCRIPT,
                FORGEJO.replace("@COMMAND@", mode == RunnerMode.EPHEMERAL ? "one-job --wait" : "daemon")
            );
        }
        return configMap.build();
    }
}
