package dev.actrunner.console.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test sets ahead, so that it need not wait. */
public final class ShiftedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /** Sets it ahead of the true time. */
    public void set(Duration time) {
        ahead = time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
