package dev.actrunner.console.keda.authentication;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** KEDA's {@code TriggerAuthentication}: serves the ScaledObjects and ScaledJobs of its own namespace. */
@Group("keda.sh")
@Version("v1alpha1")
public class TriggerAuthentication extends Authentication implements Namespaced {}
