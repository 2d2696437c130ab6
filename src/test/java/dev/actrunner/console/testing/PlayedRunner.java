package dev.actrunner.console.testing;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.web.client.RestClientResponseException;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Gitea's runner as its image's entry point starts it ({@code scripts/run.sh}): by its environment it registers, and then
 * takes jobs by the runner's own protocol; an ephemeral one takes one job and ends.
 */
final class PlayedRunner {

    private static final int REGISTRATIONS = 3;

    private final String name;
    private final PodEnvironment environment;
    private final Consumer<String> log;
    private final BooleanSupplier terminated;
    private final BooleanSupplier killed;

    PlayedRunner(
        String name,
        PodEnvironment environment,
        Consumer<String> log,
        BooleanSupplier terminated,
        BooleanSupplier killed
    ) {
        this.name = name;
        this.environment = environment;
        this.log = log;
        this.terminated = terminated;
        this.killed = killed;
    }

    /** Runs until it ends by itself or is told to, and gives the exit code. */
    int run() throws InterruptedException {
        if (
            environment
                .variable("CONFIG_FILE")
                .map(file -> !isConfiguration(file))
                .orElse(false)
        ) {
            log.accept("Error: invalid configuration");
            return 1;
        }
        List<String> labels = List.of(
            environment.variable("GITEA_RUNNER_LABELS").orElse("ubuntu-latest:docker://node").split(",")
        );
        boolean docker = labels.stream().anyMatch(label -> label.contains(":docker:"));
        Optional<GiteaRunner> runner = register(labels);
        if (runner.isEmpty()) {
            log.accept("level=error msg=\"registration file not found, please register the runner first\"");
            return 1;
        }
        if (docker && environment.variable("DOCKER_HOST").isEmpty()) {
            log.accept("Error: daemon Docker Engine socket not found and docker_host config was invalid");
            return 1;
        }
        log.accept("level=info msg=\"Runner registered successfully.\"");
        try {
            return work(runner.get());
        } catch (RestClientResponseException e) {
            log.accept("level=error msg=\"" + e.getMessage() + "\"");
            return 1;
        }
    }

    private boolean isConfiguration(String path) {
        try {
            return environment
                .file(path)
                .map(text -> new Yaml().load(text) instanceof java.util.Map)
                .orElse(false);
        } catch (YAMLException _) {
            return false;
        }
    }

    private Optional<GiteaRunner> register(List<String> labels) throws InterruptedException {
        String url = environment.variable("GITEA_INSTANCE_URL").orElse("");
        String token = environment.variable("GITEA_RUNNER_REGISTRATION_TOKEN").orElse("");
        boolean ephemeral = environment
            .variable("GITEA_RUNNER_EPHEMERAL")
            .filter(text -> !text.isEmpty())
            .isPresent();
        for (int attempt = 0; attempt < REGISTRATIONS && !terminated.getAsBoolean(); attempt++) {
            try {
                return Optional.of(GiteaRunner.register(url, name, token, labels, ephemeral));
            } catch (RestClientResponseException e) {
                log.accept(
                    "level=error msg=\"poller: cannot register new runner\" error=\"" +
                        e.getResponseBodyAsString() +
                        "\" token=" +
                        token
                );
                Thread.sleep(300);
            }
        }
        return Optional.empty();
    }

    /** A job takes as long as the test says by the variable {@code HOLD_SECONDS}, whoever tells the runner to end. */
    private void hold(GiteaRunner runner, String task) throws InterruptedException {
        int seconds = environment.variable("HOLD_SECONDS").map(Integer::parseInt).orElse(0);
        for (int i = 0; i < seconds * 10 && !killed.getAsBoolean(); i++) {
            Thread.sleep(100);
            if (i % 20 == 0) {
                runner.report(task);
            }
        }
    }

    private int work(GiteaRunner runner) throws InterruptedException {
        boolean once = environment.variable("GITEA_RUNNER_EPHEMERAL").isPresent();
        while (!terminated.getAsBoolean() && !killed.getAsBoolean()) {
            Optional<String> task = runner.fetchTask();
            if (task.isPresent()) {
                log.accept("level=info msg=\"task " + task.get() + " repo is acme\"");
                hold(runner, task.get());
                runner.finish(task.get());
                if (once) {
                    return 0;
                }
            }
            Thread.sleep(300);
        }
        return 0;
    }
}
