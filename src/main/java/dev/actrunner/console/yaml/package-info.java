/** YAML that people paste or that others stored, read within bounds. This module knows nothing of the others. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.yaml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
