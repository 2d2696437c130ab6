package dev.actrunner.console.security.identity;

/** Lists who may use the console. */
public enum SecurityMode {
    /** Everybody who reaches 127.0.0.1, for a console that holds nothing real. */
    DEMO,
    /** Whoever has the link that was printed at the start; the console acts as the kubeconfig's user. */
    LOCAL,
    /** People and portals that sign in; the console acts as each of them. */
    CLUSTER,
}
