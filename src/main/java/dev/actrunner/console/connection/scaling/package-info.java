/** Checks the ScaledObjects and ScaledJobs that use a connection, mean to use it, or count the same jobs. */
@NullMarked
@NamedInterface("scaling")
package dev.actrunner.console.connection.scaling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
