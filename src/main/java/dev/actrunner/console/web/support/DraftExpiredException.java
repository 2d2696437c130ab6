package dev.actrunner.console.web.support;

/** A page of the wizard was asked for whose draft is not kept: the session is over, or the browser takes no cookies. */
public final class DraftExpiredException extends RuntimeException {

    public DraftExpiredException() {
        super("The draft of this connection has expired.");
    }

    /** What to do about it. */
    String remediation() {
        return "Start again. A draft is kept for 30 minutes after the last step, in a browser that accepts the console's cookie.";
    }
}
