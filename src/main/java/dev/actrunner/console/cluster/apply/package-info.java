/** Compares objects before and after a server-side apply, field by field. */
@NullMarked
@NamedInterface("apply")
package dev.actrunner.console.cluster.apply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
