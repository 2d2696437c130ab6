/** Restores the history of the last day after a restart, from Prometheus. */
@NullMarked
package dev.actrunner.console.monitor.restore;

import org.jspecify.annotations.NullMarked;
