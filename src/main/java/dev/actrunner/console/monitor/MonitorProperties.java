package dev.actrunner.console.monitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code console.monitor.*}.
 *
 * @param interval how often a connection is probed, unless its annotation {@code console.actrunner.dev/interval} says
 *     otherwise; also how old a report may be that a page shows without probing again
 * @param confirmAfter after how long a changed verdict is probed again
 * @param concurrency how many probes run at a time
 * @param perHost how many of them at one forge's host
 * @param maxConnectionMetrics how many connections have metrics of their own
 * @param metricsInterval how often these metrics are brought up to date
 */
@ConfigurationProperties("console.monitor")
public record MonitorProperties(
    @DefaultValue("30s") Duration interval,
    @DefaultValue("1s") Duration confirmAfter,
    @DefaultValue("64") int concurrency,
    @DefaultValue("2") int perHost,
    @DefaultValue("1000") int maxConnectionMetrics,
    @DefaultValue("10s") Duration metricsInterval
) {
    public MonitorProperties {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("console.monitor.interval is under 1s: " + interval);
        }
        if (concurrency < 1 || perHost < 1) {
            throw new IllegalArgumentException("console.monitor.concurrency and per-host must be 1 at least");
        }
    }
}
