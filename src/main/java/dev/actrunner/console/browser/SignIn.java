package dev.actrunner.console.browser;

import java.time.Instant;

/** A person's sign-in with one browser. */
public interface SignIn {
    /** Tells it apart from all others; not a secret. */
    String id();

    /** When it ends in any case. */
    Instant until();
}
