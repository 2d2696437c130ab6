package dev.actrunner.console.scaleset;

import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;

/** Thrown where a scale set cannot be worked with; its message may be shown, and {@link #remediation()} says what to do. */
public abstract sealed class ScaleSetException extends ProblemException {

    private ScaleSetException(ProblemType type, String message, String remediation) {
        super(type, message, remediation);
    }

    /** There is no Helm release of either chart with the name. */
    public static final class ReleaseNotFound extends ScaleSetException {

        public ReleaseNotFound(String namespace, String name) {
            super(
                ProblemType.HELM_RELEASE_NOT_FOUND,
                "There is no release " +
                    namespace +
                    "/" +
                    name +
                    " of the chart act-runner-controller or act-runner-scale-set.",
                ProblemType.HELM_RELEASE_NOT_FOUND.remediation()
            );
        }
    }

    /** There is no such scale set. */
    public static final class NotFound extends ScaleSetException {

        public NotFound(ScaleSetKey key) {
            super(
                ProblemType.SCALE_SET_NOT_FOUND,
                "There is no scale set " + key + ".",
                "List the scale sets, or create this one."
            );
        }
    }

    /** A precondition of the caller does not hold. */
    public static final class Precondition extends ScaleSetException {

        public Precondition(String message) {
            super(ProblemType.PRECONDITION_FAILED, message, "Read the scale set again, then repeat the change.");
        }
    }

    /** A change failed, and a runner that the forge created for it could not be deleted there. */
    public static final class RunnerLeft extends ScaleSetException {

        /** @param runner the runner's number at the forge */
        public RunnerLeft(ProblemException cause, long runner, String forge) {
            super(
                cause.type(),
                cause.getMessage() +
                    " The runner " +
                    runner +
                    " was created on " +
                    forge +
                    " and could not be deleted.",
                cause.remediation() + " Delete the runner " + runner + " on the forge's page Actions > Runners."
            );
            initCause(cause);
        }
    }
}
