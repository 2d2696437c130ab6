package dev.actrunner.console.forge.token;

import java.io.Serial;

/** Thrown where a forge does not create or delete a token; the message is a sentence, fit to be shown. */
public final class TokenRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final String remediation;

    public TokenRefusedException(String message, String remediation) {
        super(message);
        this.remediation = remediation;
    }

    /** Returns the remediation. */
    public String remediation() {
        return remediation;
    }
}
