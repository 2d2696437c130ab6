/** Identifies the forge that answers, classifies its errors, and finds what a token may do there. */
@NullMarked
package dev.actrunner.console.forge.identity;

import org.jspecify.annotations.NullMarked;
