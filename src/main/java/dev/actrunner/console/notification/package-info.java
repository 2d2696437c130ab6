/** Notifies receivers, such as a webhook or a channel, of problems of connections and of their end: gathered, filtered, and retried. */
@NullMarked
@ApplicationModule(
    allowedDependencies = { "audit", "cluster", "connection", "diagnosis", "forge", "monitor", "problem", "replica" }
)
package dev.actrunner.console.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
