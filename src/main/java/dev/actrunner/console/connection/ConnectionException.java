package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ProblemDetail;

/** Thrown where a connection cannot be worked with; its message may be shown, and {@link #remediation()} says what to do. */
public abstract sealed class ConnectionException extends ProblemException {

    private ConnectionException(ProblemType type, String message, String remediation) {
        super(type, message, remediation);
    }

    /** A request that cannot be carried out because of one field. */
    public static Invalid invalid(String field, String message) {
        return new Invalid(field, message);
    }

    /** The request cannot be carried out as it stands. */
    public static final class Invalid extends ConnectionException {

        private final List<FieldError> problems;

        public Invalid(List<FieldError> problems) {
            super(
                ProblemType.INVALID_REQUEST,
                problems
                    .stream()
                    .map(p -> p.field() + " " + p.message())
                    .collect(Collectors.joining("; ")),
                ProblemType.INVALID_REQUEST.remediation()
            );
            this.problems = List.copyOf(problems);
        }

        public Invalid(String field, String message) {
            this(List.of(new FieldError(field, message)));
        }

        public List<FieldError> problems() {
            return problems;
        }

        @Override
        public ProblemDetail getBody() {
            ProblemDetail problem = super.getBody();
            problem.setProperty("errors", problems);
            return problem;
        }
    }

    /** There is no such connection. */
    public static final class NotFound extends ConnectionException {

        public NotFound(ConnectionKey key) {
            super(
                ProblemType.CONNECTION_NOT_FOUND,
                "There is no connection " + key + ".",
                "List the connections, or set up this one."
            );
        }
    }

    /** A precondition of the caller does not hold. */
    public static final class Precondition extends ConnectionException {

        public Precondition(String message) {
            super(ProblemType.PRECONDITION_FAILED, message, "Read the connection again, then repeat the change.");
        }
    }

    /** Scaled workloads use the connection. */
    public static final class InUse extends ConnectionException {

        public InUse(ConnectionKey key, List<String> users) {
            super(
                ProblemType.IN_USE,
                key + " is used by " + String.join(", ", users) + ".",
                "Delete or change them first, or ignore them (force=true): KEDA then stops scaling them."
            );
        }
    }

    /** The probe failed, and the caller asked to apply only what works. */
    public static final class ProbeFailed extends ConnectionException {

        private final ConnectionReport report;

        public ProbeFailed(ConnectionReport report) {
            super(
                ProblemType.PROBE_FAILED,
                "The probe failed, so nothing was applied: " + firstFailure(report).summary(),
                String.valueOf(firstFailure(report).remediation())
            );
            // Whoever is told why may not see every object of the cluster.
            this.report = new ConnectionReport(report.probe(), report.trigger(), report.readings(), List.of());
        }

        private static Check firstFailure(ConnectionReport report) {
            return Check.firstFailure(report.probe().checks()).orElseThrow();
        }

        public ConnectionReport report() {
            return report;
        }
    }
}
