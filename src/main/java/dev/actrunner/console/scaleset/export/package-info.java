/** Exports connections and their scale sets as files for a repository. */
@NullMarked
@NamedInterface("export")
package dev.actrunner.console.scaleset.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
