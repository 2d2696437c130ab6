/**
 * Keeps every connection under watch: finds them by watching the cluster, probes each at its interval, remembers what the
 * probes came to in a fixed amount of memory, and tells who listens. Nothing of it is stored: after a restart it is asked
 * anew.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
        "cluster",
        "cluster :: access",
        "cluster :: identity",
        "connection",
        "connection :: apply",
        "connection :: store",
        "diagnosis",
        "forge",
        "forge :: probe",
        "keda :: scaling",
        "replica",
        "secret",
    }
)
package dev.actrunner.console.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
