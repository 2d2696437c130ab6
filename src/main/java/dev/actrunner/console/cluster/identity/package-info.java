/** Keeps the identity with which a thread works in the cluster. */
@NullMarked
@NamedInterface("identity")
package dev.actrunner.console.cluster.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
