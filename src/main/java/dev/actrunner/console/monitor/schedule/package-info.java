/** Decides when a connection is probed next, and how many are at a time. */
@NullMarked
package dev.actrunner.console.monitor.schedule;

import org.jspecify.annotations.NullMarked;
