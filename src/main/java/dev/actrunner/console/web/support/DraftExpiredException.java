package dev.actrunner.console.web.support;

/** A page of the wizard was asked for whose draft is not kept: the session is over, or the browser takes no cookies. */
public final class DraftExpiredException extends RuntimeException {

    public DraftExpiredException() {
        super("What was entered here is not kept any more.");
    }

    /** What to do about it. */
    String remediation() {
        return "Start again: it is kept for half an hour after the last step, in a browser that accepts the console's cookie.";
    }
}
