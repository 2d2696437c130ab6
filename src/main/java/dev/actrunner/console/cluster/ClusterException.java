package dev.actrunner.console.cluster;

import dev.actrunner.console.cluster.apply.Conflict;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;
import java.util.List;
import org.springframework.http.ProblemDetail;

/**
 * Thrown where the cluster did not do what it was asked. Messages name the cause and are fit to be shown;
 * {@link #remediation()} says what to do.
 */
public abstract sealed class ClusterException extends ProblemException {

    private ClusterException(ProblemType type, String message, String remediation) {
        super(type, message, remediation);
    }

    /** The API server cannot be reached, or is not able to serve. */
    public static final class Unavailable extends ClusterException {

        private final int status;

        /** @param status what was answered, 0 where nothing was */
        Unavailable(String message, String remediation, int status) {
            super(ProblemType.CLUSTER_UNAVAILABLE, message, remediation);
            this.status = status;
        }

        /** Returns what the API server, or who it asked in its turn, answered; 0 where no answer came. */
        public int status() {
            return status;
        }
    }

    /** The API server does not accept who the console, or its caller, says it is. */
    public static final class Unauthorized extends ClusterException {

        private final boolean caller;

        /** @param caller whether it is the caller's own token */
        public Unauthorized(boolean caller) {
            super(
                caller ? ProblemType.UNAUTHORIZED : ProblemType.CLUSTER_UNAUTHORIZED,
                caller
                    ? "The Kubernetes API server does not accept your token."
                    : "The Kubernetes API server does not accept the console's credentials (401).",
                caller
                    ? "Sign in again with a valid token."
                    : "Sign in to the cluster again to renew the kubeconfig's credentials, or restart the pod."
            );
            this.caller = caller;
        }

        /** The console's credentials, which cannot be had. */
        public Unauthorized(String message, String remediation) {
            super(ProblemType.CLUSTER_UNAUTHORIZED, message, remediation);
            this.caller = false;
        }

        /** Whether it was the caller's own token, and not the console's credentials. */
        public boolean isCallers() {
            return caller;
        }
    }

    /** The API server knows the caller and refuses. */
    public static final class Forbidden extends ClusterException {

        /** Creates one where a Role is missing. */
        public Forbidden(String message) {
            this(message, "Ask the cluster's administrator for a Role and RoleBinding that allow it.");
        }

        public Forbidden(String message, String remediation) {
            super(ProblemType.CLUSTER_FORBIDDEN, message, remediation);
        }
    }

    /** The namespace does not exist. */
    public static final class NamespaceMissing extends ClusterException {

        private final String namespace;

        public NamespaceMissing(String namespace) {
            super(
                ProblemType.NAMESPACE_MISSING,
                "There is no namespace " + namespace + " in the cluster.",
                "Choose another one, or let the console create it (createNamespace=true)."
            );
            this.namespace = namespace;
        }

        public String namespace() {
            return namespace;
        }
    }

    /** Other field managers own fields that the apply would change. */
    public static final class FieldConflict extends ClusterException {

        private final List<Conflict> conflicts;

        FieldConflict(String object, List<Conflict> conflicts) {
            super(
                ProblemType.FIELD_CONFLICT,
                object + " has fields that other field managers own: " + Conflict.describe(conflicts) + ".",
                "Change the fields where they are managed, or take ownership of them (force=true). The other manager may change them back."
            );
            this.conflicts = List.copyOf(conflicts);
        }

        public List<Conflict> conflicts() {
            return conflicts;
        }

        @Override
        public ProblemDetail getBody() {
            ProblemDetail problem = super.getBody();
            problem.setProperty("conflicts", conflicts);
            return problem;
        }
    }

    /** The object changed after it was read. */
    public static final class Changed extends ClusterException {

        /** @param object what was changed, such as {@code Secret team-a/ci} */
        public Changed(String object) {
            this(object + " was changed by someone else in the meantime.", "Read it again, then repeat the change.");
        }

        Changed(String message, String remediation) {
            super(ProblemType.PRECONDITION_FAILED, message, remediation);
        }
    }

    /** The API server, or an admission webhook, finds the object wrong. */
    public static final class Rejected extends ClusterException {

        Rejected(String message, String remediation) {
            super(ProblemType.CLUSTER_REJECTED, message, remediation);
        }
    }
}
