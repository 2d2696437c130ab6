/** Reads how scale sets stand: KEDA's object, the pods of the runners, and what keeps a job waiting. */
@NullMarked
@NamedInterface("state")
package dev.actrunner.console.scaleset.state;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
