package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.scaleset.waiting.Link.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what a runner's log says of its end (the messages of Gitea's and Forgejo's runners). */
final class RunnerLog {

    private static final int SHOWN = 200;

    private RunnerLog() {}

    /** Returns the broken link that a log tells of, empty where it tells of none that is known. */
    static Optional<Link> failure(List<String> log) {
        Optional<String> docker = last(
            log,
            line ->
                line.contains("docker") &&
                (line.contains("socket not found") || line.contains("cannot ping") || line.contains("cannot connect"))
        );
        if (docker.isPresent()) {
            return Optional.of(
                Link.fail(
                    Step.POD,
                    "The runner finds no Docker engine: " + docker.get(),
                    "Set containers to dind, or give each label the suffix :host."
                )
            );
        }
        Optional<String> refused = last(
            log,
            line ->
                (line.contains("regist") || line.contains("unauthenticated")) &&
                (line.contains("token") || line.contains("unauthenticated") || line.contains("401"))
        );
        if (refused.isPresent()) {
            return Optional.of(
                Link.fail(
                    Step.REGISTRATION,
                    "The forge does not accept the registration token: " + refused.get(),
                    "Register again: apply the scale set with a new registration."
                )
            );
        }
        return last(log, line -> line.contains("invalid config")).map(line ->
            Link.fail(Step.POD, "The runner does not accept its configuration: " + line, "Correct runnerConfig.")
        );
    }

    /** Returns whether a runner says that it has registered. */
    static boolean isRegistered(List<String> log) {
        return last(
            log,
            line -> line.contains("registered successfully") || line.contains("declare successfully")
        ).isPresent();
    }

    private static Optional<String> last(List<String> log, Predicate<String> wanted) {
        return log
            .reversed()
            .stream()
            .filter(line -> wanted.test(line.toLowerCase(Locale.ROOT)))
            .findFirst()
            .map(line -> Redactor.shown(line, SHOWN));
    }
}
