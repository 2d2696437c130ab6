package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pod of a runner that takes one job and goes. */
final class RunnerJob {

    private static final String REGISTRATION = "/registration";

    /** The job's steps run in the runner's own container: any other label wants a Docker engine, which the pod has not. */
    private static final String HOST = ":host";

    private final Connection connection;
    private final Platform platform;
    private final ScaleSetNames names;

    RunnerJob(Connection connection, Platform platform, ScaleSetNames names) {
        this.connection = connection;
        this.platform = platform;
        this.names = names;
    }

    /**
     * Whether a release has runners for one job: every Gitea that lists jobs (they came with 1.24), Forgejo from 15 on
     * (forgejo#9962).
     *
     * @param version empty while unknown
     */
    static boolean isOffered(Platform platform, Optional<ForgeVersion> version) {
        return platform == Platform.GITEA || version.map(v -> v.atLeast(15)).orElse(false);
    }

    /** A pod template, as maps and lists. */
    Map<String, Object> template() {
        Map<String, Object> container = platform == Platform.GITEA ? actRunner() : forgejoRunner();
        return LinkedMaps.map(
            "spec",
            LinkedMaps.map(
                "restartPolicy",
                "Never",
                "containers",
                List.of(container),
                "volumes",
                List.of(
                    LinkedMaps.map("name", "registration", "secret", LinkedMaps.map("secretName", names.registration()))
                )
            )
        );
    }

    /** {@code act_runner}'s image registers itself by these variables (its {@code scripts/run.sh}). */
    private Map<String, Object> actRunner() {
        var environment = new ArrayList<Map<String, Object>>();
        environment.add(variable("GITEA_INSTANCE_URL", connection.forge().value()));
        environment.add(variable("GITEA_RUNNER_REGISTRATION_TOKEN_FILE", REGISTRATION + "/token"));
        environment.add(variable("GITEA_RUNNER_EPHEMERAL", "1"));
        if (!connection.labels().isEmpty()) {
            environment.add(variable("GITEA_RUNNER_LABELS", hostLabels()));
        }
        return LinkedMaps.map(
            "name",
            "runner",
            "image",
            "docker.io/gitea/act_runner:0.6.1",
            "env",
            environment,
            "volumeMounts",
            mounts()
        );
    }

    private String hostLabels() {
        return connection
            .labels()
            .names()
            .stream()
            .map(label -> label + HOST)
            .collect(Collectors.joining(","));
    }

    private static Map<String, Object> variable(String name, String value) {
        return LinkedMaps.map("name", name, "value", value);
    }

    /**
     * {@code forgejo-runner one-job}, from runner 12.8 on. Forgejo forgets an ephemeral runner's credentials after its job, so
     * that Jobs with one Secret share a runner that stays registered.
     */
    private Map<String, Object> forgejoRunner() {
        var command = new ArrayList<String>(
            List.of("forgejo-runner", "one-job", "--url", connection.forge().value(), "--uuid", "$(RUNNER_UUID)")
        );
        command.addAll(List.of("--token-url", "file:" + REGISTRATION + "/token", "--wait"));
        connection
            .labels()
            .names()
            .forEach(label -> command.addAll(List.of("--label", label + HOST)));
        Map<String, Object> uuid = LinkedMaps.map(
            "name",
            "RUNNER_UUID",
            "valueFrom",
            LinkedMaps.map("secretKeyRef", LinkedMaps.map("name", names.registration(), "key", "uuid"))
        );
        return LinkedMaps.map(
            "name",
            "runner",
            "image",
            "code.forgejo.org/forgejo/runner:12",
            "command",
            List.copyOf(command),
            "env",
            List.of(uuid),
            "volumeMounts",
            mounts()
        );
    }

    private static List<Map<String, Object>> mounts() {
        return List.of(LinkedMaps.map("name", "registration", "mountPath", REGISTRATION, "readOnly", true));
    }
}
