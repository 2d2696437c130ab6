/** Keeps what probes came to, in a fixed amount of memory. */
@NullMarked
@NamedInterface("history")
package dev.actrunner.console.monitor.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
