package dev.actrunner.console.scaleset.request;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.forge.registration.ForgeCredential;
import dev.actrunner.console.scaleset.ContainerMode;
import dev.actrunner.console.scaleset.RegistrationSource;
import dev.actrunner.console.scaleset.RunnerLabel;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import dev.actrunner.console.scaleset.ScaleTarget;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.TargetRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Validates requests for scale sets, and turns them into a {@link ScaleSetSpec}. */
@Component
public class ScaleSetRequestValidator {

    private static final int MAX_LABELS = 50;
    private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet");

    private final PodSettingsReader pods = new PodSettingsReader();

    /**
     * Validates a request.
     *
     * @throws ConnectionException.Invalid with every problem that there is
     */
    public ScaleSetSpec check(ScaleSetKey key, ScaleSetRequest request) {
        var errors = new Errors();
        String connection = request.connection();
        if (connection == null || connection.isBlank()) {
            errors.add("connection", "is missing: name the connection whose jobs are counted");
        } else {
            errors.add("connection", KubernetesNames.problemWithConnection(connection));
        }
        RunnerMode mode = errors.parse("mode", request.mode(), RunnerMode.values(), RunnerMode::id);
        ContainerMode containers = errors.parse(
            "containers",
            request.containers(),
            ContainerMode.values(),
            ContainerMode::id
        );
        ScaleTarget target = target(request, errors);
        List<RunnerLabel> labels = labels(request, errors);
        var limits = LimitsReader.read(request, errors);
        if (target != null || mode != null) {
            LimitsReader.requireFields(request, target != null || mode == RunnerMode.PERSISTENT, errors);
        }
        RegistrationSource registration = RegistrationReader.read(request, errors);
        var pod = pods.read(request, mode, errors);
        ContainerMode engine = requireNonNullElse(containers, ContainerMode.NONE);
        // Where the runners of a target run containers is theirs.
        if (target == null && !engine.runsContainers()) {
            for (int i = 0; i < labels.size(); i++) {
                if (labels.get(i).needsEngine()) {
                    errors.add(
                        "labels[" + i + "]",
                        "runs its jobs in containers, and containers is none: set containers to dind, or use " +
                            labels.get(i).name() +
                            ":host"
                    );
                }
            }
        }
        errors.requireNone();
        return new ScaleSetSpec(
            key.connection(requireNonNull(connection)),
            mode,
            target,
            labels,
            limits,
            registration,
            engine,
            pod
        );
    }

    /**
     * Validates a request once its mode is chosen, which it may have left to the console.
     *
     * @throws ConnectionException.Invalid with the fields that KEDA's object has not
     */
    public void requireFields(ScaleSetRequest request, RunnerMode mode) {
        var errors = new Errors();
        LimitsReader.requireFields(request, request.target() != null || mode == RunnerMode.PERSISTENT, errors);
        errors.requireNone();
    }

    /**
     * Validates what deletes a runner at the forge.
     *
     * @throws ConnectionException.Invalid where it is neither an API token nor a login
     */
    public ForgeCredential credential(ScaleSetRequest.RegistrationRequest request) {
        var errors = new Errors();
        RegistrationSource source = RegistrationReader.read(request, errors);
        errors.requireNone();
        return switch (source) {
            case RegistrationSource.ByPassword(var password) -> new ForgeCredential.Password(password);
            case RegistrationSource.ByToken(var token) -> new ForgeCredential.Token(token);
            default -> throw ConnectionException.invalid(
                "registration",
                "must have apiToken or login: only with one of them can the forge be asked to delete a runner"
            );
        };
    }

    private static @Nullable ScaleTarget target(ScaleSetRequest request, Errors errors) {
        TargetRequest target = request.target();
        if (target == null) {
            return null;
        }
        if (request.mode() != null) {
            errors.add("mode", "cannot be combined with target: leave out one of the two");
        }
        if (request.registration() != null) {
            errors.add("registration", "cannot be combined with target: the workload's runners register themselves");
        }
        String kind = target.kind();
        if (kind == null || !KINDS.contains(kind)) {
            errors.add("target.kind", "must be Deployment or StatefulSet");
        }
        String name = target.name();
        if (name == null) {
            errors.add("target.name", "is missing: name the workload");
        } else {
            errors.add("target.name", KubernetesNames.problemWithObject(name));
        }
        return kind == null || name == null ? null : new ScaleTarget(kind, name);
    }

    private static List<RunnerLabel> labels(ScaleSetRequest request, Errors errors) {
        List<@Nullable String> given = requireNonNullElse(request.labels(), List.of());
        if (given.isEmpty() && request.target() == null) {
            errors.add("labels", "is missing: enter at least one label that jobs name in runs-on, such as docker:host");
        }
        if (given.size() > MAX_LABELS) {
            errors.add("labels", "has more than " + MAX_LABELS + " labels");
        }
        var labels = new ArrayList<RunnerLabel>();
        for (int i = 0; i < given.size(); i++) {
            String text = given.get(i);
            String problem = text == null ? "is null" : RunnerLabel.problemWith(text);
            if (problem != null) {
                errors.add("labels[" + i + "]", problem);
            } else {
                labels.add(RunnerLabel.parse(requireNonNull(text)));
            }
        }
        return labels;
    }

    /** Collects problems by field. */
    static final class Errors {

        private final List<FieldError> found = new ArrayList<>();

        void add(String field, @Nullable String problem) {
            if (problem != null) {
                found.add(new FieldError(field, problem));
            }
        }

        <T> @Nullable T parse(String field, @Nullable String text, T[] values, Function<T, String> id) {
            if (text == null) {
                return null;
            }
            var ids = new ArrayList<String>();
            for (T each : values) {
                if (id.apply(each).equals(text)) {
                    return each;
                }
                ids.add(id.apply(each));
            }
            add(field, "must be one of " + String.join(", ", ids));
            return null;
        }

        void requireNone() {
            if (!found.isEmpty()) {
                throw new ConnectionException.Invalid(
                    found.stream().distinct().sorted(Comparator.comparing(FieldError::field)).toList()
                );
            }
        }
    }
}
