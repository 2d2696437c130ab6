/** Evaluates triggers as KEDA would: what is wrong with one, what it reads, and which one is recommended. */
@NullMarked
@NamedInterface("trigger")
package dev.actrunner.console.connection.trigger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
