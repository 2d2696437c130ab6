package dev.actrunner.console.monitor.history;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Instant;

/**
 * The result of one probe, or of the probes of a period together.
 *
 * @param pending the figure that KEDA would act on, -1 where there was none
 * @param latencyMs until the first byte of the forge's answer, -1 where there was none
 */
public record Sample(Instant at, Verdict verdict, int pending, int latencyMs) {}
