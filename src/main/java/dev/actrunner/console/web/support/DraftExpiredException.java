package dev.actrunner.console.web.support;

/** Thrown for a page of the wizard whose draft does not exist: it is too old, or the browser accepts no cookies. */
public final class DraftExpiredException extends RuntimeException {

    public DraftExpiredException() {
        super("The draft of this connection has expired.");
    }

    /** Returns the remediation. */
    String remediation() {
        return "Start again. A draft is kept for two hours after the last step, in a browser that accepts the console's cookie.";
    }
}
