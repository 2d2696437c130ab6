package dev.actrunner.console.keda.authentication;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * KEDA's {@code ClusterTriggerAuthentication}: serves every namespace, and reads its Secret from KEDA's own. Whoever may
 * create a ScaledObject anywhere can pair it with a URL of their own and so obtain the token (kedacore/keda#7782).
 */
@Group("keda.sh")
@Version("v1alpha1")
public class ClusterTriggerAuthentication extends Authentication {}
