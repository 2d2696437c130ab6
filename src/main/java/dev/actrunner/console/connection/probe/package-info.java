/** Probes a connection: its forge, its trigger and KEDA, in one report. */
@NullMarked
@NamedInterface("probe")
package dev.actrunner.console.connection.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
