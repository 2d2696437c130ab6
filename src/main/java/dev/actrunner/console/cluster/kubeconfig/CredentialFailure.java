package dev.actrunner.console.cluster.kubeconfig;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Thrown where the kubeconfig's user has no credentials, because the program that provides them fails. */
public final class CredentialFailure extends KubernetesClientException {

    private static final long serialVersionUID = 1;

    private final String remediation;

    CredentialFailure(String message, String remediation) {
        super(message);
        this.remediation = remediation;
    }

    /** Returns the remediation. */
    public String remediation() {
        return remediation;
    }
}
