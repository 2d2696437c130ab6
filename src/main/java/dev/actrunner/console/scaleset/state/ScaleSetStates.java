package dev.actrunner.console.scaleset.state;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.scaleset.render.ScaleSetLabels;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how scale sets stand now, as the caller. */
@Component
public class ScaleSetStates {

    private final Cluster cluster;
    private final Keda keda;

    ScaleSetStates(Cluster cluster, Keda keda) {
        this.cluster = cluster;
        this.keda = keda;
    }

    /** Reads how a scale set stands. */
    public ScaleSetState read(StoredScaleSet scaleSet) {
        HasMetadata object = scaleSet.kedaObject();
        String namespace = object.getMetadata().getNamespace();
        return new ScaleSetState(
            keda.scaledResource(object.getKind(), namespace, object.getMetadata().getName()).orElse(null),
            pods(scaleSet)
        );
    }

    private @Nullable List<Pod> pods(StoredScaleSet scaleSet) {
        if (scaleSet.mode() == null) {
            return null;
        }
        try {
            return cluster.list(Pod.class, scaleSet.key().namespace(), ScaleSetLabels.selector(scaleSet.key()));
        } catch (ClusterException.Forbidden _) {
            return null;
        }
    }
}
