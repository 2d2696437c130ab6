package dev.actrunner.console.keda.scaling;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** KEDA's {@code ScaledObject}: scales a workload of long-running pods. */
@Group("keda.sh")
@Version("v1alpha1")
public class ScaledObject extends CustomResource<ScaledObjectSpec, Void> implements Namespaced {}
