/** Secrets that are kept for a while: encrypted in memory, and never in a log. This module knows nothing of the others. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
