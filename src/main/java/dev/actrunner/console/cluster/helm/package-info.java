/** Reads the releases that Helm keeps in a namespace's Secrets, and keeps their objects from being deleted with them. */
@NullMarked
@NamedInterface("helm")
package dev.actrunner.console.cluster.helm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
