/** Identifies the caller, and resolves the identity that they have in the cluster. */
@NullMarked
package dev.actrunner.console.security.identity;

import org.jspecify.annotations.NullMarked;
