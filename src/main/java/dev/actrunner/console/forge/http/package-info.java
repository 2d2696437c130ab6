/** Sends requests to forges within limits of time, size and address, and says what went wrong on the way. */
@NullMarked
@NamedInterface("http")
package dev.actrunner.console.forge.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
