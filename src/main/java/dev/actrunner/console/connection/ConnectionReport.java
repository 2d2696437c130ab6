package dev.actrunner.console.connection;

import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.keda.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * What a probe saw, and the trigger to give KEDA.
 *
 * @param trigger null while the platform is unknown
 */
public record ConnectionReport(ProbeReport probe, @Nullable Trigger trigger) {}
