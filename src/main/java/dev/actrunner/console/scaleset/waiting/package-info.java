/** Finds why a job waits: the chain from the job to the runner that takes it, and its first broken link. */
@NullMarked
@NamedInterface("waiting")
package dev.actrunner.console.scaleset.waiting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
