/** Replaces the token of a connection. */
@NullMarked
@NamedInterface("rotate")
package dev.actrunner.console.connection.rotate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
