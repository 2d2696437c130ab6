package dev.actrunner.console.replica;

/**
 * A replica.
 *
 * @param name the name of its pod
 * @param address where other replicas reach its Actuator endpoints, such as {@code http://10.0.0.7:8081}
 */
public record Member(String name, String address) {}
