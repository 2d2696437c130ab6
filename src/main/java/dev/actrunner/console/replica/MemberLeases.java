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
    /** What was left behind goes after this time. */
    private static final Duration KEPT = Duration.ofHours(1);

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

    private String name(Member member) {
        return group + "-" + member.name();
    }

    /** Says that a replica is alive. */
    void renew(Member member) {
        Lease lease = new LeaseBuilder()
            .withNewMetadata()
            .withName(name(member))
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

    /** Lists all Leases of the group, and deletes those that were left behind long ago. */
    List<LiveMembers.Sight> list() {
        Instant old = clock.instant().minus(KEPT);
        List<Lease> all = client.leases().inNamespace(namespace).withLabel(GROUP, group).list().getItems();
        all.stream()
            .filter(lease -> renewed(lease).isBefore(old))
            .forEach(lease -> client.resource(lease).delete());
        return all
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

    /** Says that a replica ends, so that others need not wait. */
    void release(Member member) {
        client.leases().inNamespace(namespace).withName(name(member)).delete();
    }
}
