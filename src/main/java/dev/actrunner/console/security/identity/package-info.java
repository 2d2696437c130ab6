/** Identifies the caller, and resolves the identity that they have in the cluster. */
@NullMarked
@NamedInterface("identity")
package dev.actrunner.console.security.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
