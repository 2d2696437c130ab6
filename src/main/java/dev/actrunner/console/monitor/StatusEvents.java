package dev.actrunner.console.monitor;

import org.springframework.context.ApplicationEventPublisher;

/** Publishes changes: to the dashboard's snapshots, and as application events. */
final class StatusEvents {

    private final DashboardSnapshotCache dashboards;
    private final ApplicationEventPublisher publisher;

    StatusEvents(DashboardSnapshotCache dashboards, ApplicationEventPublisher publisher) {
        this.dashboards = dashboards;
        this.publisher = publisher;
    }

    /** Renews pages after a change that only they show, such as a latency. */
    void refreshDashboards() {
        dashboards.scheduleRenewal();
    }

    void publish(ConnectionStatusChanged change) {
        refreshDashboards();
        publisher.publishEvent(change);
    }
}
