/** KEDA's TriggerAuthentication and ClusterTriggerAuthentication as typed resources. */
@NullMarked
@NamedInterface("authentication")
package dev.actrunner.console.keda.authentication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
