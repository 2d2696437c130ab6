/** Plays those who would take a token, end the process, or mix two changes, on real servers. */
@NullMarked
package dev.actrunner.console.attack;

import org.jspecify.annotations.NullMarked;
