package dev.actrunner.console.replica;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports whether this replica knows what the others know: before that it is not sent requests. */
@Component("replica")
class ReplicaHealth implements HealthIndicator {

    private final ReplicaGroup group;

    ReplicaHealth(ReplicaGroup group) {
        this.group = group;
    }

    @Override
    public Health health() {
        return group.hasJoined() ? Health.up().build() : Health.outOfService().build();
    }
}
