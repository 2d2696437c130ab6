package dev.actrunner.console.monitor;

import org.springframework.context.ApplicationEventPublisher;

/** Where it is told that something changed: to the overviews, and to all who listen. */
final class StatusEvents {

    private final DashboardSnapshotCache overviews;
    private final ApplicationEventPublisher events;

    StatusEvents(DashboardSnapshotCache overviews, ApplicationEventPublisher events) {
        this.overviews = overviews;
        this.events = events;
    }

    /** Something changed that only a page shows, such as a latency. */
    void seen() {
        overviews.changed();
    }

    void tell(ConnectionStatusChanged change) {
        seen();
        events.publishEvent(change);
    }
}
