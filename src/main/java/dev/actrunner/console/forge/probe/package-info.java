/** Probes a forge from its address to the count of its jobs. */
@NullMarked
@NamedInterface("probe")
package dev.actrunner.console.forge.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
