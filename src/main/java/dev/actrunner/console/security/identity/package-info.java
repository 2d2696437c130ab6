/** Who is calling, and which identity of the cluster that is. */
@NullMarked
package dev.actrunner.console.security.identity;

import org.jspecify.annotations.NullMarked;
