/** The order in which things changed. */
@NullMarked
package dev.actrunner.console.monitor.changes;

import org.jspecify.annotations.NullMarked;
