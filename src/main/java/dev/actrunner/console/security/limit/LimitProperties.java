package dev.actrunner.console.security.limit;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of what one caller may ask, {@code console.limits.*}. A caller is who signed in, by name, else the address that
 * asks.
 *
 * @param requestsPerSecond requests in a second, and four times as many at once
 * @param writesPerMinute changes, probes and dry runs in a minute
 * @param concurrentWrites changes, probes and dry runs of one caller at a time
 * @param signInsPerMinute how often one address may try one credential that is wrong, in a minute
 * @param maxBodySize the longest body of a request, such as {@code 256KB}
 * @param bodyTimeout how long a body may take to arrive
 * @param maxConnections how many connections are open at a time, fewer where the heap is small
 * @param maxConnectionsPerAddress how many of them one address may hold
 */
@Validated
@ConfigurationProperties("console.limits")
public record LimitProperties(
    @DefaultValue("50") @Min(1) int requestsPerSecond,
    @DefaultValue("120") @Min(1) int writesPerMinute,
    @DefaultValue("8") @Min(1) int concurrentWrites,
    @DefaultValue("30") @Min(1) int signInsPerMinute,
    @DefaultValue("256KB") DataSize maxBodySize,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration bodyTimeout,
    @DefaultValue("1000") @Min(1) int maxConnections,
    @DefaultValue("750") @Min(1) int maxConnectionsPerAddress
) {}
