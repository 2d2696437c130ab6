/** Sets up many connections at once, each for itself or all of them. */
@NullMarked
@NamedInterface("batch")
package dev.actrunner.console.connection.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
