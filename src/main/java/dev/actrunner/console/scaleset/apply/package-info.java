/** Applies, deletes, and pauses scale sets. */
@NullMarked
@NamedInterface("apply")
package dev.actrunner.console.scaleset.apply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
