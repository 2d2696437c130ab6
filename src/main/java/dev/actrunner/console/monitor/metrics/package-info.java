/** The status of connections as metrics for Prometheus. */
@NullMarked
@NamedInterface("metrics")
package dev.actrunner.console.monitor.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
