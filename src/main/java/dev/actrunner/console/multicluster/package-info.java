/**
 * Remote clusters: for each of {@code console.clusters} a console of its own, with its own client of the API server, its own
 * watch and probes, and its own callers, in the same process and below {@code /clusters/<name>}. What one of them waits for,
 * no other waits for.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
        "browser",
        "cluster",
        "cluster :: kubeconfig",
        "monitor :: exchange",
        "monitor :: metrics",
        "problem",
        "replica",
        "secret",
        "security :: identity",
        "security :: sign-in",
    }
)
package dev.actrunner.console.multicluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
