/** Tells which forge answers, what it refuses, and what a token may do there. */
@NullMarked
package dev.actrunner.console.forge.identity;

import org.jspecify.annotations.NullMarked;
