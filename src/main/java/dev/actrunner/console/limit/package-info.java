/**
 * Marks what costs more than reading what is known: the mark stands on handlers of pages and of the API, and whoever counts
 * requests counts them. This module knows nothing of the others.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
