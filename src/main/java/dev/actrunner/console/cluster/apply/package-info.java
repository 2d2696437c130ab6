/** What server-side apply did to an object, or would do, field by field. */
@NullMarked
@NamedInterface("apply")
package dev.actrunner.console.cluster.apply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
