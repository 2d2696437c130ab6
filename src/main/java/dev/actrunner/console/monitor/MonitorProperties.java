package dev.actrunner.console.monitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code console.monitor.*}.
 *
 * @param freshness how old a report may be to be shown without probing again
 * @param maxReports how many connections' reports are kept
 * @param concurrency how many probes run at a time
 */
@ConfigurationProperties("console.monitor")
public record MonitorProperties(
    @DefaultValue("30s") Duration freshness,
    @DefaultValue("10000") int maxReports,
    @DefaultValue("16") int concurrency
) {}
