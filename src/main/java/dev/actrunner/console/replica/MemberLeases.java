package dev.actrunner.console.replica;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads and writes the Leases by which replicas know of each other. All calls throw {@link KubernetesClientException}. */
final class MemberLeases {

    private static final String GROUP = "console.actrunner.dev/replica-of";
    private static final String ADDRESS = "console.actrunner.dev/address";

    private final KubernetesClient client;
    private final String namespace;
    private final String group;
    private final Duration duration;
    private final Clock clock;

    MemberLeases(KubernetesClient client, String namespace, String group, Duration duration, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.group = group;
        this.duration = duration;
        this.clock = clock;
    }

    private String name(String member) {
        return group + "-" + member;
    }

    /** Says that a replica is alive. */
    void renew(Member member) {
        Lease lease = new LeaseBuilder()
            .withNewMetadata()
            .withName(name(member.name()))
            .withNamespace(namespace)
            .addToLabels(GROUP, group)
            .addToAnnotations(ADDRESS, member.address())
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(member.name())
            .withLeaseDurationSeconds((int) duration.toSeconds())
            .withRenewTime(ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .endSpec()
            .build();
        client.resource(lease).fieldManager("act-runner-console").forceConflicts().serverSideApply();
    }

    /** Lists all Leases of the group. */
    List<LiveMembers.Sight> list() {
        return client
            .leases()
            .inNamespace(namespace)
            .withLabel(GROUP, group)
            .list()
            .getItems()
            .stream()
            .map(lease -> new LiveMembers.Sight(member(lease), renewed(lease)))
            .toList();
    }

    private static Member member(Lease lease) {
        Map<String, String> annotations = Objects.requireNonNullElse(lease.getMetadata().getAnnotations(), Map.of());
        String holder = lease.getSpec() == null ? null : lease.getSpec().getHolderIdentity();
        return new Member(Objects.requireNonNullElse(holder, ""), annotations.getOrDefault(ADDRESS, ""));
    }

    private static Instant renewed(Lease lease) {
        ZonedDateTime renewed = lease.getSpec() == null ? null : lease.getSpec().getRenewTime();
        return renewed == null ? Instant.EPOCH : renewed.toInstant();
    }

    /** Deletes the Lease of a replica that ends, so that others need not wait, or that is long dead. */
    void delete(String member) {
        client.leases().inNamespace(namespace).withName(name(member)).delete();
    }
}
