/**
 * Lists what can go wrong: every error of the REST API and of the pages by a stable type, with its HTTP status, its title and
 * what to do about it. This module knows nothing of the others' reasons.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "diagnosis")
package dev.actrunner.console.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
