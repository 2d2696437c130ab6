package dev.actrunner.console.audit;

/** How an attempt ended. */
public enum AuditOutcome {
    DONE,
    FAILED,
    /** By the console's rules or the cluster's RBAC. */
    DENIED,
}
