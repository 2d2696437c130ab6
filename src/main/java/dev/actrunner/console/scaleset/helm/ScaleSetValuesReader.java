package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.RegistrationRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.TargetRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of {@code act-runner-scale-set} 0.2.24 as a scale set. The pods of persistent runners that are installed
 * stay as the chart made them: their StatefulSet or Deployment becomes the target.
 *
 * @param release the release that was installed with them, null for none
 * @param connections finds the connection that has a TriggerAuthentication
 * @param notes takes what was not carried over
 */
record ScaleSetValuesReader(
    @Nullable String release,
    Function<String, Optional<String>> connections,
    List<String> notes
) {
    private static final int CHARTS_MIN = 1;

    ScaleSetRequest read(ChartValues values) {
        boolean ephemeral = values.flag("ephemeral", false);
        ChartValues keda = values.below("keda");
        String connection = connection(keda);
        String fullname = fullname(values);
        Integer min = Objects.requireNonNullElse(values.number("minRunners"), CHARTS_MIN);
        Integer max = values.number("maxRunners");
        Integer polling = keda.number("pollingInterval");
        Integer cooldown = keda.number("cooldownPeriod");
        List<String> labels = labels(values.text("runnerLabels"));
        if (release != null && ephemeral && !keda.flag("enabled", false)) {
            notes.add(
                "The release has no ScaledJob: its " +
                    fullname +
                    " goes on beside the scale set. Scale it to 0 once the scale set is there."
            );
        }
        boolean persists = values.below("persistence").flag("enabled", true);
        if (!ephemeral && release != null) {
            notes.add(
                "The runners stay as the chart made them, with their volumes; the scale set scales them. To change their pods, create a scale set with another name and delete this one."
            );
            return request(
                connection,
                null,
                new TargetRequest(persists ? "StatefulSet" : "Deployment", fullname),
                labels,
                min,
                max,
                polling,
                cooldown,
                null,
                null,
                fullname,
                values
            );
        }
        return request(
            connection,
            ephemeral ? "ephemeral" : "persistent",
            null,
            labels,
            min,
            max,
            polling,
            ephemeral ? null : cooldown,
            ephemeral ? strategy(keda) : null,
            registration(values, fullname),
            fullname,
            values
        );
    }

    private ScaleSetRequest request(
        @Nullable String connection,
        @Nullable String mode,
        @Nullable TargetRequest target,
        List<String> labels,
        @Nullable Integer min,
        @Nullable Integer max,
        @Nullable Integer pollingInterval,
        @Nullable Integer cooldownPeriod,
        @Nullable String strategy,
        @Nullable RegistrationRequest registration,
        @Nullable String fullname,
        ChartValues values
    ) {
        boolean pods = target == null;
        var pod = new PodValues(values, release, fullname, notes);
        return new ScaleSetRequest(
            connection,
            mode,
            target,
            labels.isEmpty() ? null : List.copyOf(labels),
            min,
            max,
            null,
            pollingInterval,
            cooldownPeriod,
            null,
            null,
            strategy,
            registration,
            pods ? pod.containers() : null,
            pods ? pod.image() : null,
            pods ? pod.pullSecrets() : null,
            pods ? values.object("resources") : null,
            pods ? values.objects("extraEnv") : null,
            pods ? values.texts("nodeSelector") : null,
            pods ? values.objects("tolerations") : null,
            pods ? values.object("affinity") : null,
            pods ? values.text("priorityClassName") : null,
            pods ? pod.serviceAccount() : null,
            pods ? pod.proxy() : null,
            pods ? pod.ca() : null,
            pods ? values.texts("podAnnotations") : null,
            pods ? values.object("podSecurityContext") : null,
            pods && "persistent".equals(mode) ? pod.persistence() : null,
            pods ? values.text("runnerConfig") : null,
            pods ? pod.template() : null
        );
    }

    private @Nullable String connection(ChartValues keda) {
        keda.flag("enabled", false);
        // The console writes the trigger itself.
        Stream.of("metricsUrl", "valueLocation").forEach(keda::text);
        String authentication = keda.text("triggerAuthenticationRef");
        Optional<String> connection = authentication == null ? Optional.empty() : connections.apply(authentication);
        if (connection.isEmpty()) {
            notes.add(
                authentication == null
                    ? "The values name no TriggerAuthentication: set connection to the connection whose jobs the runners take."
                    : "No connection has the TriggerAuthentication " +
                          authentication +
                          ": create or adopt the connection first, and set connection to its name."
            );
        }
        if (keda.flag("unsafeSsl", false)) {
            notes.add(
                "keda.unsafeSsl is not carried over: name the forge's certificate authority in the connection (forge.ca)."
            );
        }
        return connection.orElse(null);
    }

    private @Nullable String fullname(ChartValues values) {
        String nameOverride = values.text("nameOverride");
        String fullnameOverride = values.text("fullnameOverride");
        if (release == null) {
            return null;
        }
        String fullname = ChartNames.fullname(release, ScaleSetNames.CHART, nameOverride, fullnameOverride);
        String consoles = ChartNames.fullname(release, ScaleSetNames.CHART);
        if (!fullname.equals(consoles)) {
            notes.add(
                values.flag("ephemeral", false)
                    ? "The release calls its objects " +
                          fullname +
                          ", and the scale set's are called " +
                          consoles +
                          ": both would scale. Delete the ScaledJob " +
                          fullname +
                          " once the scale set is there and its Jobs have ended."
                    : "The release calls its ScaledObject " +
                          fullname +
                          ", and the scale set's is called " +
                          consoles +
                          ": KEDA takes one for a workload. Delete the release's first."
            );
        }
        return fullname;
    }

    private @Nullable RegistrationRequest registration(ChartValues values, @Nullable String fullname) {
        if (!values.has("giteaConfigSecret")) {
            // The chart takes either; without one it is not installed.
            return missing();
        }
        if (values.isText("giteaConfigSecret")) {
            return named(values.text("giteaConfigSecret"));
        }
        ChartValues secret = values.below("giteaConfigSecret");
        String name = secret.text("name");
        boolean hasToken = secret.text("token") != null;
        if (name != null) {
            return named(name);
        }
        if (fullname != null) {
            return named(ScaleSetNames.of(fullname).registration());
        }
        if (hasToken) {
            notes.add("The token in giteaConfigSecret.token is not taken over: enter it again as the registration.");
            return null;
        }
        return missing();
    }

    private @Nullable RegistrationRequest missing() {
        notes.add("The values name no registration: set registration.");
        return null;
    }

    private static RegistrationRequest named(@Nullable String secret) {
        return new RegistrationRequest(secret, null, null, null);
    }

    /** The chart gives the runner one text; the runner splits it at commas. */
    private static List<String> labels(@Nullable String text) {
        return text == null
            ? List.of()
            : Stream.of(text.split(",", -1))
                  .map(String::strip)
                  .filter(label -> !label.isEmpty())
                  .toList();
    }

    private @Nullable String strategy(ChartValues keda) {
        String strategy = keda.below("scaledJob").text("scalingStrategy");
        if ("custom".equals(strategy)) {
            notes.add("keda.scaledJob.scalingStrategy custom is not carried over: choose default, accurate, or eager.");
            return null;
        }
        return strategy;
    }
}
