package dev.actrunner.console.forge.http;

import java.io.IOException;
import java.io.Serial;

/** Thrown where {@link OutboundPolicy} forbids a connection's address. Its message says why. */
public final class AddressForbiddenException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    AddressForbiddenException(String message) {
        super(message);
    }
}
