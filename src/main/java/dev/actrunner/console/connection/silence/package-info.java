/** Acknowledges and silences what is wrong with a connection. */
@NullMarked
@NamedInterface("silence")
package dev.actrunner.console.connection.silence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
