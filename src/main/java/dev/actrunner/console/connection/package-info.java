/**
 * A connection: a forge, a scope and a token, as the Secret and the TriggerAuthentication that KEDA reads them from.
 * {@link dev.actrunner.console.connection.apply.Connections} turns a request into manifests, applies them, reads them back from
 * the cluster alone, and probes what KEDA would see.
 * This module knows nothing of HTTP requests to the console or of its pages.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
        "audit",
        "cluster",
        "cluster :: *",
        "diagnosis",
        "forge",
        "forge :: *",
        "keda",
        "keda :: *",
        "problem",
        "proxy",
        "secret",
    }
)
package dev.actrunner.console.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
