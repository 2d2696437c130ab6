package dev.actrunner.console.monitor.history;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Instant;

/**
 * A verdict that was another than before, or the first.
 *
 * @param at when the probe was that it came of
 */
public record StatusTransition(Instant at, Verdict verdict) {}
