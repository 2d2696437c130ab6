package dev.actrunner.console.keda;

import java.util.List;

/**
 * The ScaledObjects and ScaledJobs that could be looked at.
 *
 * @param everywhere whether all namespaces were looked at
 */
public record Scalers(List<Scaler> items, boolean everywhere) {}
