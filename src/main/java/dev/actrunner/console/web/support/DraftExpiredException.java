package dev.actrunner.console.web.support;

/** Thrown for a page of the wizard whose draft does not exist: the session has ended, or the browser accepts no cookies. */
public final class DraftExpiredException extends RuntimeException {

    public DraftExpiredException() {
        super("The draft of this connection has expired.");
    }

    /** Returns the remediation. */
    String remediation() {
        return "Start again. A draft is kept for 30 minutes after the last step, in a browser that accepts the console's cookie.";
    }
}
