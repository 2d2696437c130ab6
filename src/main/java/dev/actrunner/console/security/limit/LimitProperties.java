package dev.actrunner.console.security.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one caller may ask, {@code console.limits.*}. A caller is who signed in, by name, else the address that asks.
 *
 * @param requests requests in a second, and four times as many at once
 * @param changes changes, probes and dry runs in a minute
 * @param concurrent changes, probes and dry runs of one caller at a time
 * @param signIns how often one address may try one credential that is wrong, in a minute
 * @param body the longest body of a request, such as {@code 256KB}
 * @param bodyTime how long a body may take to arrive
 * @param sessions how many people may be signed in with a browser
 * @param sessionsPerUser how many browsers one person may be signed in with; the oldest is signed out
 * @param connections how many connections are open at a time, fewer where the heap is small
 * @param connectionsPerAddress how many of them one address may hold
 */
@ConfigurationProperties("console.limits")
public record LimitProperties(
    @DefaultValue("50") int requests,
    @DefaultValue("120") int changes,
    @DefaultValue("8") int concurrent,
    @DefaultValue("30") int signIns,
    @DefaultValue("256KB") DataSize body,
    @DefaultValue("10s") Duration bodyTime,
    @DefaultValue("2000") int sessions,
    @DefaultValue("10") int sessionsPerUser,
    @DefaultValue("1000") int connections,
    @DefaultValue("750") int connectionsPerAddress
) {}
