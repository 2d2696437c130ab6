package dev.actrunner.console.forge.http;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the addresses that probes may connect to, {@code console.outbound.*}. Entries of {@code allow} and
 * {@code deny} are addresses ({@code 192.0.2.7}), ranges ({@code 192.0.2.0/24}), names ({@code git.example.com}) or names
 * below one ({@code *.example.com}).
 *
 * @param allow if there are any, forges are looked for there alone
 * @param deny never, whatever is allowed
 * @param allowedPorts ports and ranges of ports, such as {@code 443} and {@code 1024-65535}
 * @param deniedPorts ports among them that are never asked, because Kubernetes' own servers listen there
 * @param allowPrivateNetworks whether private ranges (RFC 1918, RFC 6598, unique local IPv6) may be reached
 * @param allowLoopback whether this machine itself may be reached; where it is not said, it may unless people sign in here
 *     ({@code console.security.mode=cluster})
 */
@ConfigurationProperties("console.outbound")
public record OutboundProperties(
    @DefaultValue({}) List<String> allow,
    @DefaultValue({}) List<String> deny,
    @DefaultValue({ "80", "443", "1024-65535" }) Set<String> allowedPorts,
    @DefaultValue({ "2379-2380", "6443", "10248-10259" }) Set<String> deniedPorts,
    @DefaultValue("true") boolean allowPrivateNetworks,
    @Nullable Boolean allowLoopback
) {}
