package dev.actrunner.console.replica;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of replicas, {@code console.replicas.*}.
 *
 * @param enabled whether others may run beside this process, as in a Deployment
 * @param group what the Leases and the Secret that the replicas share begin with
 * @param namespace where these are; the pod's own namespace unless it is set
 * @param name this replica's name; the host's name unless it is set, which in a pod is the pod's
 * @param address where other replicas reach this one: its IP address, or the URL of its Actuator endpoints, such as
 *     {@code http://10.0.0.7:8081}
 * @param leaseDuration after how long a replica that is not heard of is taken for dead
 * @param keyRotation how often the key is replaced that cookies and what replicas tell each other are sealed with; three
 *     are known at a time
 */
@Validated
@ConfigurationProperties("console.replicas")
public record ReplicaProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("act-runner-console") String group,
    @Nullable String namespace,
    @Nullable String name,
    @Nullable String address,
    @DefaultValue("12s") @DurationMin(seconds = 3) Duration leaseDuration,
    @DefaultValue("24h") @DurationMin(hours = 4) Duration keyRotation
) {
    /** Returns the URL of an address; one of IPv6 is in brackets there. */
    static String url(String address, int port) {
        return address.contains("://")
            ? address
            : "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
