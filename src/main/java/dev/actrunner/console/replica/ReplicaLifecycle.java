package dev.actrunner.console.replica;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Joins the replicas when this console starts, and leaves them when it stops. The console of a remote cluster has the group of
 * the console that serves it, and neither joins nor leaves: its own group is of one.
 */
@Component
class ReplicaLifecycle implements SmartLifecycle {

    /** The bean that is this context's own, whatever is shared with it. */
    static final String OWN_GROUP = "replicaGroup";

    /** The same of the election. */
    static final String OWN_LEADERSHIP = "leadership";

    private final ReplicaGroup group;
    private final Leadership leadership;
    private volatile boolean isRunning;

    ReplicaLifecycle(@Qualifier(OWN_GROUP) ReplicaGroup group, @Qualifier(OWN_LEADERSHIP) Leadership leadership) {
        this.group = group;
        this.leadership = leadership;
    }

    @Override
    public void start() {
        isRunning = true;
        group.start();
        leadership.start();
    }

    @Override
    public void stop() {
        isRunning = false;
        leadership.stop();
        group.stop();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
