package dev.actrunner.console.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask, {@code console.limits.*}. A caller is who signed in, else the address that asks.
 *
 * @param requests requests in a second, and four times as many at once
 * @param changes changes and probes in a minute
 * @param signIns failed sign-ins and refused tokens in a minute, from one address
 * @param body the longest body of a request, in bytes
 */
@ConfigurationProperties("console.limits")
public record LimitProperties(
    @DefaultValue("50") int requests,
    @DefaultValue("120") int changes,
    @DefaultValue("30") int signIns,
    @DefaultValue("262144") long body
) {}
