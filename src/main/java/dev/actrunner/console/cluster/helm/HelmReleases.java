package dev.actrunner.console.cluster.helm;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.apply.FieldChange;
import dev.actrunner.console.cluster.apply.HelmAnnotations;
import dev.actrunner.console.cluster.apply.OperationResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds Helm's own records of releases, as the caller, and keeps the objects of adopted releases from being deleted with them.
 * Helm decides what it keeps by the manifest in its record, not by the object in the cluster
 * ({@code pkg/action/resource_policy.go}): so that is where the annotation has to be.
 */
@Component
public class HelmReleases {

    private static final Logger LOG = LoggerFactory.getLogger(HelmReleases.class);
    private static final String CHART = "helm.sh/chart";
    private static final String CHARTS = "act-runner-";
    private static final String DATA = "release";
    private static final int MAX_ATTEMPTS = 3;

    private final Cluster cluster;

    HelmReleases(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What became of the releases whose objects were written.
     *
     * @param records the records of releases that were edited
     * @param warnings what an uninstall would still delete, as sentences
     */
    public record Kept(List<AppliedObject> records, List<String> warnings) {}

    /**
     * Finds the last revision of a release. It lists Secrets, as {@code helm} itself does, but only Helm's own of that release.
     *
     * @return empty where there is none, or its record is not in Helm's form
     * @throws ClusterException.Forbidden where the caller may not list Secrets
     */
    public Optional<StoredRelease> find(String namespace, String name) {
        return cluster
            .list(Secret.class, namespace, new LinkedHashMap<>(Map.of("owner", "helm", "name", name)))
            .stream()
            .max(Comparator.comparingLong(HelmReleases::revision))
            .flatMap(HelmReleases::read);
    }

    private static long revision(Secret secret) {
        String version = Objects.requireNonNullElse(
            secret.getMetadata().getLabels(),
            Map.<String, String>of()
        ).getOrDefault("version", "");
        return version.matches("[0-9]{1,9}") ? Long.parseLong(version) : 0;
    }

    private static Optional<StoredRelease> read(Secret secret) {
        String value = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of()).getOrDefault(DATA, "");
        try {
            return Optional.of(new StoredRelease(secret, ReleasePayload.decode(value)));
        } catch (IOException e) {
            LOG.warn(
                "Helm's record {}/{} cannot be read: {}",
                secret.getMetadata().getNamespace(),
                secret.getMetadata().getName(),
                e.getMessage()
            );
            return Optional.empty();
        }
    }

    /**
     * Annotates the objects of the releases that installed what was written or is used, in Helm's records, so that
     * {@code helm uninstall} deletes none of them.
     *
     * @param written the objects as they are now; those of other origin are passed over
     * @param used what the written objects refer to, such as a Secret
     */
    public Kept keep(List<AppliedObject> written, List<? extends HasMetadata> used, boolean dryRun) {
        var records = new ArrayList<AppliedObject>();
        var warnings = new ArrayList<String>();
        var releases = new LinkedHashMap<String, List<HasMetadata>>();
        var adopted = new HashSet<String>();
        for (AppliedObject each : written) {
            if (each.change() != OperationResult.DELETED && each.change() != OperationResult.KEPT) {
                add(each.object(), releases);
                if (
                    each
                        .fields()
                        .stream()
                        .anyMatch(field -> field.field().endsWith(HelmAnnotations.RESOURCE_POLICY))
                ) {
                    HelmAnnotations.release(each.object()).ifPresent(adopted::add);
                }
            }
        }
        used.forEach(object -> add(object, releases));
        releases.forEach((name, objects) -> {
            try {
                Outcome outcome = keep(name, objects, dryRun);
                outcome.record().ifPresent(records::add);
                // After an uninstall there is no record any more, and nothing to be warned of.
                if (!outcome.isKept() && adopted.contains(name)) {
                    warnings.add(warning(name));
                }
            } catch (ClusterException | ReleaseManifest.UnreadableException e) {
                // What was written stays: it is what was asked for, and only Helm may take it away again.
                LOG.info("Helm's record of {} was not changed: {}", name, e.getMessage());
                warnings.add(warning(name));
            }
        });
        return new Kept(records, warnings);
    }

    private static void add(HasMetadata object, Map<String, List<HasMetadata>> releases) {
        if (object.getMetadata().getNamespace() != null) {
            HelmAnnotations.release(object).ifPresent(name ->
                releases.computeIfAbsent(name, _ -> new ArrayList<>()).add(object)
            );
        }
    }

    private static String warning(String release) {
        return (
            "Do not run helm uninstall " +
            release +
            ": it would delete objects that are in use, because Helm's record of the release was not changed. Apply this again as somebody who may get, list, and patch Secrets."
        );
    }

    /** @param isKept whether Helm's record has the objects, and keeps them */
    private record Outcome(boolean isKept, Optional<AppliedObject> record) {}

    private Outcome keep(String name, List<HasMetadata> objects, boolean dryRun) {
        for (int attempt = 1; ; attempt++) {
            try {
                // The charts install into the namespace of their release.
                return find(objects.getFirst().getMetadata().getNamespace(), name)
                    .map(release -> keep(release, objects, dryRun))
                    .orElse(new Outcome(false, Optional.empty()));
            } catch (ClusterException.Changed e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Outcome keep(StoredRelease release, List<HasMetadata> objects, boolean dryRun) {
        var manifest = new ReleaseManifest(release.manifest());
        if (objects.stream().noneMatch(manifest::has)) {
            // Whoever may write an object can name any release on it.
            return new Outcome(false, Optional.empty());
        }
        ReleaseManifest kept = manifest.annotate(
            CHART,
            chart -> chart.startsWith(CHARTS),
            HelmAnnotations.RESOURCE_POLICY,
            HelmAnnotations.KEEP
        );
        boolean isKept = objects.stream().filter(manifest::has).allMatch(kept::keeps);
        if (kept.equals(manifest)) {
            return new Outcome(isKept, Optional.empty());
        }
        release.document().put("manifest", kept.text());
        Secret there = release.secret();
        var secret = new SecretBuilder()
            .withNewMetadata()
            .withNamespace(there.getMetadata().getNamespace())
            .withName(there.getMetadata().getName())
            .withResourceVersion(there.getMetadata().getResourceVersion())
            .endMetadata()
            .addToData(DATA, ReleasePayload.encode(release.document()))
            .build();
        AppliedObject done = cluster.apply(secret, there, new ApplyOptions(dryRun, true));
        var change = new FieldChange(
            "release.manifest[*].metadata.annotations." + HelmAnnotations.RESOURCE_POLICY,
            null,
            HelmAnnotations.KEEP
        );
        return new Outcome(isKept, Optional.of(new AppliedObject(done.object(), done.change(), List.of(change))));
    }
}
