package dev.actrunner.console.security.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one caller may ask, {@code console.limits.*}. A caller is who signed in, by name, else the address that asks.
 *
 * @param requestsPerSecond requests in a second, and four times as many at once
 * @param writesPerMinute changes, probes and dry runs in a minute
 * @param concurrentWrites changes, probes and dry runs of one caller at a time
 * @param signInsPerMinute how often one address may try one credential that is wrong, in a minute
 * @param maxBodySize the longest body of a request, such as {@code 256KB}
 * @param bodyTimeout how long a body may take to arrive
 * @param maxSessions how many people may be signed in with a browser
 * @param maxSessionsPerUser how many browsers one person may be signed in with; the oldest is signed out
 * @param maxConnections how many connections are open at a time, fewer where the heap is small
 * @param maxConnectionsPerAddress how many of them one address may hold
 */
@ConfigurationProperties("console.limits")
public record LimitProperties(
    @DefaultValue("50") int requestsPerSecond,
    @DefaultValue("120") int writesPerMinute,
    @DefaultValue("8") int concurrentWrites,
    @DefaultValue("30") int signInsPerMinute,
    @DefaultValue("256KB") DataSize maxBodySize,
    @DefaultValue("10s") Duration bodyTimeout,
    @DefaultValue("2000") int maxSessions,
    @DefaultValue("10") int maxSessionsPerUser,
    @DefaultValue("1000") int maxConnections,
    @DefaultValue("750") int maxConnectionsPerAddress
) {}
