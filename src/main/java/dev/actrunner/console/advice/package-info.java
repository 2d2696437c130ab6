/**
 * Advises how to scale runners on a connection: the ScaledObject, the ScaledJob, and the chart {@code act-runner-scale-set},
 * by platform, release and labels, with the reasons.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
        "cluster",
        "connection",
        "connection :: store",
        "connection :: trigger",
        "forge",
        "keda",
        "keda :: authentication",
        "keda :: scaling",
        "scaleset",
    }
)
package dev.actrunner.console.advice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
