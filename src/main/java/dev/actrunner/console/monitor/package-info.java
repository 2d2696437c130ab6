/**
 * Keeps every connection under watch: finds them by watching the cluster, probes each at its interval, remembers what the
 * probes came to in a fixed amount of memory, and tells who listens. Nothing of it is stored: after a restart it is asked
 * anew.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "connection", "forge", "cluster", "diagnosis" })
package dev.actrunner.console.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
