/** Asks the API server who somebody is and what they may do. */
@NullMarked
@NamedInterface("access")
package dev.actrunner.console.cluster.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
