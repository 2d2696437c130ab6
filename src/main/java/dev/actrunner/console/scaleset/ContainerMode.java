package dev.actrunner.console.scaleset;

import java.util.Locale;

/** Lists where a runner runs the containers of its jobs, with the Pod Security level that the pod then needs. */
public enum ContainerMode {
    /** Nowhere: the steps run in the runner's own container. */
    NONE(PodSecurityLevel.BASELINE),
    /** In a Docker engine beside the runner, in a privileged container of the same pod. */
    DIND(PodSecurityLevel.PRIVILEGED),
    /** In a Docker engine beside the runner without root, which still needs a privileged container (docker-library's docs). */
    DIND_ROOTLESS(PodSecurityLevel.PRIVILEGED),
    /** In the node's own Docker engine, by its socket: each job can then take over the node. */
    HOST_SOCKET(PodSecurityLevel.PRIVILEGED);

    private final PodSecurityLevel needs;

    ContainerMode(PodSecurityLevel needs) {
        this.needs = needs;
    }

    /** Returns the strictest level of Pod Security that admits the pod. */
    public PodSecurityLevel needs() {
        return needs;
    }

    /** Returns whether the pod has a Docker engine to run containers in. */
    public boolean runsContainers() {
        return this != NONE;
    }

    /** Returns its name in JSON and in forms, such as {@code dind-rootless}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
