/** Reads scale sets back from KEDA's objects. */
@NullMarked
@NamedInterface("store")
package dev.actrunner.console.scaleset.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
