package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterEdits;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.cluster.helm.HelmReleases;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.registration.RunnerRegistration;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.scaleset.ScaleSetException;
import dev.actrunner.console.scaleset.ScaleTarget;
import dev.actrunner.console.scaleset.render.RegistrationSecret;
import dev.actrunner.console.scaleset.store.StoredRequest;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies a scale set: plans, tries everything as a dry run, asks the forge for a registration where it is to, and writes.
 * Where the writing fails, what was made for it goes again, at the forge too.
 */
record ScaleSetApplier(
    Cluster cluster,
    ClusterEdits edits,
    HelmReleases releases,
    RegistrationSecrets registrations,
    Function<ScaleSetApplyMode, ScaleSetPlan> planner,
    ScaleSetApplyMode mode
) {
    /** Stands for a registration that a dry run does not ask for. */
    private static final RunnerRegistration IN_A_DRY_RUN = RunnerRegistration.of(ApiToken.NONE);

    ScaleSetApplyResult run() {
        var progress = new Progress();
        return mode.options().dryRun() ? runOnce(progress) : Attempts.call(() -> runOnce(progress));
    }

    /** What the attempts before have come to. */
    private static final class Progress {

        private boolean hasUpdated;
        private @Nullable OptionalLong replacedRunner;
    }

    private ScaleSetApplyResult runOnce(Progress progress) {
        // What is half done is completed: the conditions were met when it began.
        ScaleSetPlan plan = planner.apply(progress.hasUpdated ? mode.withoutConditions() : mode);
        registrations.requireDestination(plan);
        var writer = new ScaleSetWriter(
            cluster,
            edits,
            plan.manifests().key(),
            mode.options(),
            plan.before().isEmpty()
        );
        boolean stores = plan.spec().target() == null && plan.spec().registration().isEntered();
        List<AppliedObject> tried = writer.dryRun(objects(plan, stores ? IN_A_DRY_RUN : null));
        if (mode.options().dryRun()) {
            return result(plan, tried, releases.keep(tried, used(plan), true));
        }
        RunnerRegistration made = stores ? registrations.obtain(plan) : null;
        OptionalLong replaced = made == null ? OptionalLong.empty() : replacedRunner(progress, plan);
        var done = new ArrayList<AppliedObject>();
        try {
            List<AppliedObject> written = writer.write(objects(plan, made), done);
            ScaleSetApplyResult result = result(plan, written, releases.keep(written, used(plan), false));
            return replaced.isEmpty() ? result : withoutReplaced(plan, result, replaced.getAsLong());
        } catch (ProblemException e) {
            progress.hasUpdated |= done.stream().anyMatch(each -> each.change() == OperationResult.UPDATED);
            if (made == null || registrations.withdraw(plan.connection(), plan.spec().registration(), made.id())) {
                throw e;
            }
            throw new ScaleSetException.RunnerLeft(e, made.id().getAsLong(), forge(plan));
        }
    }

    /** The runner that was there before the first attempt. */
    private OptionalLong replacedRunner(Progress progress, ScaleSetPlan plan) {
        OptionalLong known = progress.replacedRunner;
        OptionalLong replaced = known == null ? registrations.storedRunner(plan.manifests().key()) : known;
        progress.replacedRunner = replaced;
        return replaced;
    }

    /** What the scale set has of what was there before: its workload, or the Secret that was named. */
    private List<HasMetadata> used(ScaleSetPlan plan) {
        String namespace = plan.manifests().key().namespace();
        ScaleTarget target = plan.spec().target();
        Class<? extends HasMetadata> kind =
            target == null ? Secret.class : target.kind().equals("StatefulSet") ? StatefulSet.class : Deployment.class;
        String name = target == null ? plan.manifests().registration() : target.name();
        try {
            return List.copyOf(cluster.find(kind, namespace, name).stream().toList());
        } catch (ClusterException.Forbidden _) {
            return List.of();
        }
    }

    /** The runner of the registration before serves nobody any more. */
    private ScaleSetApplyResult withoutReplaced(ScaleSetPlan plan, ScaleSetApplyResult result, long runner) {
        if (registrations.withdraw(plan.connection(), plan.spec().registration(), OptionalLong.of(runner))) {
            return result;
        }
        var warnings = new ArrayList<>(result.warnings());
        warnings.add(
            "The runner " + runner + " of the registration before stays on " + forge(plan) + ": delete it there."
        );
        return new ScaleSetApplyResult(result.scaleSet(), result.objects(), List.copyOf(warnings));
    }

    private static String forge(ScaleSetPlan plan) {
        return plan.connection().connection().forge().toString();
    }

    private static List<HasMetadata> objects(ScaleSetPlan plan, @Nullable RunnerRegistration registration) {
        var objects = new ArrayList<HasMetadata>();
        if (registration != null) {
            objects.add(
                RegistrationSecret.of(plan.manifests().key(), plan.connection().connection().forge(), registration)
            );
        }
        objects.addAll(plan.manifests().objects());
        return objects;
    }

    private ScaleSetApplyResult result(ScaleSetPlan plan, List<AppliedObject> done, HelmReleases.Kept kept) {
        var scaleSet = new StoredScaleSet(
            plan.manifests().key(),
            plan.connection().connection().key().name(),
            plan.manifests().platform(),
            // As it is stored, without a credential: the answer shows it.
            StoredRequest.read(plan.manifests().request()),
            done.getLast().object()
        );
        // KEDA's object stays the last, which makes it a scale set.
        List<AppliedObject> all = Stream.concat(kept.records().stream(), done.stream()).toList();
        List<String> warnings = Stream.concat(plan.warnings().stream(), kept.warnings().stream()).toList();
        return new ScaleSetApplyResult(scaleSet, all, warnings);
    }
}
