/** The status of connections as metrics for Prometheus. */
@NullMarked
package dev.actrunner.console.monitor.metrics;

import org.jspecify.annotations.NullMarked;
