/**
 * KEDA's objects and KEDA's behaviour: its authentication kinds as typed resources, the triggers that can read a forge,
 * and what of KEDA is installed. Field names are those of KEDA's own CustomResourceDefinitions.
 * This module knows nothing of how forges answer.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "cluster", "cluster :: identity", "diagnosis", "problem", "proxy" })
package dev.actrunner.console.keda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
