package dev.actrunner.console.forge.http;

import java.util.List;
import java.util.Set;

/** Policies for tests. */
public final class Outbound {

    /** What the console's user on their own machine has. */
    public static final OutboundPolicy ANYWHERE = policy("local");

    /** What the console has where people sign in. */
    public static final OutboundPolicy IN_CLUSTER = policy("cluster");

    private Outbound() {}

    private static OutboundPolicy policy(String mode) {
        return new OutboundPolicy(properties(List.of(), List.of(), true), mode, List.of());
    }

    public static OutboundPolicy of(List<String> allow, List<String> deny, boolean privateNetworks) {
        return new OutboundPolicy(properties(allow, deny, privateNetworks), "local", List.of());
    }

    public static OutboundProperties properties(List<String> allow, List<String> deny, boolean privateNetworks) {
        return new OutboundProperties(
            allow,
            deny,
            Set.of("80", "443", "1024-65535"),
            Set.of("2379-2380", "6443", "10248-10259"),
            privateNetworks,
            null
        );
    }
}
