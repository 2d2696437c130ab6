package dev.actrunner.console.monitor;

import org.springframework.context.ApplicationEventPublisher;

/** Where it is told that something changed: to the overviews, and to all who listen. */
final class Changes {

    private final Overviews overviews;
    private final ApplicationEventPublisher events;

    Changes(Overviews overviews, ApplicationEventPublisher events) {
        this.overviews = overviews;
        this.events = events;
    }

    /** Something changed that only a page shows, such as a latency. */
    void seen() {
        overviews.changed();
    }

    void tell(StandingChanged change) {
        seen();
        events.publishEvent(change);
    }
}
