/** Applies and deletes connections: what is written in which order, by whom, and on which conditions. */
@NullMarked
@NamedInterface("apply")
package dev.actrunner.console.connection.apply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
