/**
 * The Kubernetes API: server-side apply with this console's field manager, dry runs, reading back, and what went wrong
 * in words. Every call that fails throws a {@link dev.actrunner.console.cluster.ClusterException} that says why.
 * This module knows nothing of forges or KEDA.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "diagnosis", "problem", "yaml" })
package dev.actrunner.console.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
