package dev.actrunner.console.audit;

/** Lists how an attempt can end. */
public enum AuditOutcome {
    DONE,
    FAILED,
    /** By the console's rules or the cluster's RBAC. */
    DENIED,
}
