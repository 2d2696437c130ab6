package dev.actrunner.console.keda.scaling;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** KEDA's {@code ScaledJob}: starts a Kubernetes Job for each unit of work that waits. */
@Group("keda.sh")
@Version("v1alpha1")
public class ScaledJob extends CustomResource<ScaledJobSpec, Void> implements Namespaced {}
