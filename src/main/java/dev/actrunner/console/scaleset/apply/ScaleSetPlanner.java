package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.trigger.RecommendedTrigger;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaleTrigger;
import dev.actrunner.console.keda.scaling.Trigger;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetException;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequestValidator;
import dev.actrunner.console.scaleset.store.ScaleSetStore;
import dev.actrunner.console.scaleset.store.StoredRequest;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans what a request comes to, from what the cluster and the forge's last probe say. It writes nothing. */
@Component
class ScaleSetPlanner {

    private final Cluster cluster;
    private final Keda keda;
    private final ScaleSetRequestValidator validator;
    private final ScaleSetStore store;
    private final ConnectionStore connectionStore;
    private final Connections connections;
    private final RegistrationReferences registrations;
    private final PodSecurity podSecurity;
    private final PodAdmission podAdmission;

    ScaleSetPlanner(
        Cluster cluster,
        Keda keda,
        ScaleSetRequestValidator validator,
        ScaleSetStore store,
        ConnectionStore connectionStore,
        Connections connections,
        RegistrationReferences registrations,
        PodSecurity podSecurity,
        PodAdmission podAdmission
    ) {
        this.cluster = cluster;
        this.keda = keda;
        this.validator = validator;
        this.store = store;
        this.connectionStore = connectionStore;
        this.connections = connections;
        this.registrations = registrations;
        this.podSecurity = podSecurity;
        this.podAdmission = podAdmission;
    }

    /**
     * Plans.
     *
     * @param lastReport finds a connection's last probe, null where there was none
     * @throws ConnectionException.Invalid with the fields that cannot be met
     * @throws ScaleSetException.Precondition where a condition does not hold
     */
    ScaleSetPlan plan(
        ScaleSetKey key,
        ScaleSetRequest request,
        ScaleSetApplyMode mode,
        Function<Connection, @Nullable ConnectionReport> lastReport
    ) {
        keda.requireInstalled();
        Optional<StoredScaleSet> before = store.find(key);
        requireConditions(key, mode, before);
        ScaleSetPlan plan = render(key, request, before, lastReport);
        podSecurity.require(key.namespace(), plan.spec());
        podAdmission.require(plan.manifests());
        return plan;
    }

    /** Renders a scale set that is there, as it was asked for. */
    ScaleSetManifests render(StoredScaleSet found, Function<Connection, @Nullable ConnectionReport> lastReport) {
        return render(found.key(), found.request(), Optional.of(found), lastReport).manifests();
    }

    private ScaleSetPlan render(
        ScaleSetKey key,
        ScaleSetRequest request,
        Optional<StoredScaleSet> before,
        Function<Connection, @Nullable ConnectionReport> lastReport
    ) {
        ScaleSetSpec spec = validator.check(key, request);
        StoredConnection found = connection(spec);
        Connection connection = found.connection();
        registrations.requireForge(key, spec, connection);
        ConnectionReport known = lastReport.apply(connection);
        ConnectionReport report = known == null ? connections.probe(connection.key(), List.of()) : known;
        Platform platform = report.probe().platform() == null ? connection.platform() : report.probe().platform();
        if (platform == null) {
            throw ConnectionException.invalid(
                "connection",
                "has a forge whose platform is not known yet, and the runner depends on it: probe the connection first"
            );
        }
        Optional<ForgeVersion> version = report.probe().release();
        RunnerMode runners = RunnerModes.choose(spec, platform, version, before);
        validator.requireFields(request, runners);
        requireSameKind(spec, runners, before);
        var warnings = new ArrayList<String>();
        String registration = registrations.name(key, spec, before, warnings);
        AuthenticationRef authentication = connection.authentication();
        if (authentication == null) {
            throw ConnectionException.invalid(
                "connection",
                "has no TriggerAuthentication that KEDA could use: set the connection up with one"
            );
        }
        boolean isNamed = !registration.equals(ScaleSetNames.of(key).registration());
        var manifests = new ScaleSetManifests(
            key,
            spec,
            connection,
            platform,
            runners,
            trigger(connection, platform, spec, report),
            ScaleTrigger.Reference.to(authentication),
            registration,
            StoredRequest.write(request, isNamed ? registration : null),
            replicas(key, spec)
        );
        return new ScaleSetPlan(before, found, version, spec, manifests, List.copyOf(warnings));
    }

    private static void requireConditions(ScaleSetKey key, ScaleSetApplyMode mode, Optional<StoredScaleSet> before) {
        if (mode.ifNoneExists() && before.isPresent()) {
            throw new ScaleSetException.Precondition("There is a scale set " + key + " already.");
        }
        String ifMatch = mode.ifMatch();
        if (ifMatch != null) {
            before
                .orElseThrow(() -> new ScaleSetException.Precondition("There is no scale set " + key + " yet."))
                .requireMatch(ifMatch);
        }
    }

    /** As KEDA has left them: to name another number, or none, would scale. */
    private int replicas(ScaleSetKey key, ScaleSetSpec spec) {
        String name = ScaleSetNames.of(key).fullname();
        return Stream.of(
            cluster.find(Deployment.class, key.namespace(), name).map(found -> found.getSpec().getReplicas()),
            cluster.find(StatefulSet.class, key.namespace(), name).map(found -> found.getSpec().getReplicas())
        )
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(spec.limits().min());
    }

    /** With its Secret where something that was entered goes to its forge, sooner or later. */
    private StoredConnection connection(ScaleSetSpec spec) {
        Optional<StoredConnection> found = spec.registration().isEntered()
            ? connectionStore.find(spec.connection())
            : connectionStore.findVisible(spec.connection());
        return found.orElseThrow(() ->
            ConnectionException.invalid(
                "connection",
                "names no connection: there is no " + spec.connection() + ". Create it first"
            )
        );
    }

    /** What scales is replaced by nothing else as long as it is there: with a ScaledJob the Jobs at work would go. */
    private static void requireSameKind(ScaleSetSpec spec, RunnerMode runners, Optional<StoredScaleSet> before) {
        if (before.isEmpty()) {
            return;
        }
        RunnerMode was = before.get().mode();
        RunnerMode will = spec.target() == null ? runners : null;
        boolean persists = before.get().request().persistence() != null;
        String cure = "delete the scale set first, or create one with another name";
        if (was != will) {
            String is = was == null ? "a target" : was.id();
            throw ConnectionException.invalid(
                "mode",
                "is " + is + " in the existing scale set and cannot change: " + cure
            );
        }
        if (will == RunnerMode.PERSISTENT && persists != (spec.pod().persistence() != null)) {
            throw ConnectionException.invalid(
                "persistence",
                "decides whether the runners are a StatefulSet or a Deployment, and cannot change: " + cure
            );
        }
    }

    private static Trigger trigger(
        Connection connection,
        Platform platform,
        ScaleSetSpec spec,
        ConnectionReport report
    ) {
        // Gitea counts whatever the labels are, and the probe has measured how long KEDA should wait for it.
        if (platform == Platform.GITEA && report.trigger() instanceof Trigger.MetricsApi measured) {
            return measured;
        }
        RunnerLabels labels = spec.labels().isEmpty() ? connection.labels() : new RunnerLabels(spec.labelNames());
        return RecommendedTrigger.of(
            connection.forge(),
            platform,
            connection.scope(),
            labels,
            connection.token(),
            null
        ).orElseThrow(() ->
            labels.isEmpty()
                ? ConnectionException.invalid(
                      "labels",
                      "is missing, and the connection has none either: KEDA's forgejo-runner counts jobs by labels"
                  )
                : ConnectionException.invalid(
                      "connection",
                      "gives KEDA the token as the parameter " +
                          connection.token().parameter() +
                          ", which this forge's trigger cannot send: set the connection up with the token alone"
                  )
        );
    }
}
