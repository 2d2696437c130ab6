package dev.actrunner.console.monitor.schedule;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the monitor, {@code console.monitor.*}.
 *
 * @param interval how often a connection is probed, unless its annotation {@code console.actrunner.dev/interval} says
 *     otherwise; also how old a report may be that a page shows without probing again
 * @param confirmAfter after how long a changed verdict is probed again
 * @param concurrency how many probes run at a time
 * @param perHost how many of them at one forge's host
 * @param maxConnectionMetrics how many connections have metrics of their own
 * @param metricsInterval how often these metrics are brought up to date
 */
@Validated
@ConfigurationProperties("console.monitor")
public record MonitorProperties(
    @DefaultValue("30s") @DurationMin(seconds = 1) Duration interval,
    @DefaultValue("1s") @DurationMin Duration confirmAfter,
    @DefaultValue("64") @Min(1) int concurrency,
    @DefaultValue("2") @Min(1) int perHost,
    @DefaultValue("1000") @Min(0) int maxConnectionMetrics,
    @DefaultValue("10s") @DurationMin(seconds = 1) Duration metricsInterval
) {}
