package dev.actrunner.console.monitor.history;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Instant;

/**
 * A change of the verdict, or the first one.
 *
 * @param at when its probe was
 */
public record StatusTransition(Instant at, Verdict verdict) {}
