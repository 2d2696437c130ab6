/**
 * Keeps in mind what the last probe of each connection saw, bounded in number and age, and probes again where that is
 * too old for whoever looks. Nothing of it is stored: after a restart it is asked anew.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "connection", "forge", "cluster", "diagnosis" })
package dev.actrunner.console.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
