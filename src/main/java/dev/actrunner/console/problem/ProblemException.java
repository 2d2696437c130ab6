package dev.actrunner.console.problem;

import dev.actrunner.console.diagnosis.Redactor;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * Reports a problem that the reader can do something about. The message names the cause and the remediation what to do;
 * both are one line without tokens, fit to be shown.
 */
public abstract class ProblemException extends RuntimeException implements ErrorResponse {

    private final ProblemType type;
    private final String remediation;

    /** Takes the type's own remediation. */
    protected ProblemException(ProblemType type, String message) {
        this(type, message, type.remediation());
    }

    protected ProblemException(ProblemType type, String message, String remediation) {
        super(Redactor.line(message));
        this.type = type;
        this.remediation = Redactor.line(remediation);
    }

    public ProblemType type() {
        return type;
    }

    /** Returns what the reader can do about it. */
    public String remediation() {
        return remediation;
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return type.status();
    }

    /** Builds the problem detail with the message as its detail. */
    @Override
    public ProblemDetail getBody() {
        return type.with(getMessage(), remediation);
    }
}
