package dev.actrunner.console.keda;

/** The API server does not serve KEDA's kinds. */
public final class KedaNotInstalledException extends RuntimeException {

    KedaNotInstalledException() {
        super("KEDA is not installed: the cluster does not know its kind TriggerAuthentication.");
    }

    /** How to install KEDA. */
    public String remediation() {
        return (
            "Install it: helm repo add kedacore https://kedacore.github.io/charts && helm install keda kedacore/keda" +
            " --namespace keda --create-namespace. Then repeat the call."
        );
    }
}
