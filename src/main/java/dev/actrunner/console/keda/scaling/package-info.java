/** ScaledObjects, ScaledJobs and their triggers as somebody wrote them, and as KEDA says they stand. */
@NullMarked
@NamedInterface("scaling")
package dev.actrunner.console.keda.scaling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
