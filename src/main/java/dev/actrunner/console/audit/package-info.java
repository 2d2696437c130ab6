/**
 * The audit log: one line for each change and each attempt that was refused. It says who, from where, what, which fields
 * by name, and how it ended; never a value. This module knows nothing of the others.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
