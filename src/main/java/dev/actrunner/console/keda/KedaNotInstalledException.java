package dev.actrunner.console.keda;

import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;

/** Thrown where the API server does not serve KEDA's kinds. */
public final class KedaNotInstalledException extends ProblemException {

    KedaNotInstalledException() {
        super(
            ProblemType.KEDA_MISSING,
            "KEDA is not installed: the cluster does not know its kind TriggerAuthentication.",
            "Install it: helm repo add kedacore https://kedacore.github.io/charts && helm install keda kedacore/keda" +
                " --namespace keda --create-namespace. Then repeat the request."
        );
    }
}
