package dev.actrunner.console.web.support;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.keda.KedaNotInstalledException;

/**
 * Why something could not be done, for a page.
 *
 * @param status the page's HTTP status
 * @param kind what it is, for what the page offers: {@code conflict}, {@code namespace-missing}, {@code in-use}, {@code draft-gone}, {@code other}
 */
public record PageError(int status, String kind, String message, String remediation) {
    public static PageError of(RuntimeException e) {
        return switch (e) {
            case ClusterException.FieldConflict it -> new PageError(409, "conflict", message(it), it.remediation());
            case ClusterException.NamespaceMissing it -> new PageError(
                404,
                "namespace-missing",
                message(it),
                "Choose another one, or go back and let the console create it."
            );
            case ClusterException.Changed it -> new PageError(412, "other", message(it), it.remediation());
            case ClusterException.Rejected it -> new PageError(409, "other", message(it), it.remediation());
            case ClusterException.Forbidden it -> new PageError(403, "other", message(it), it.remediation());
            case ClusterException it -> new PageError(503, "other", message(it), it.remediation());
            case ConnectionException.NotFound it -> new PageError(404, "other", message(it), it.remediation());
            case ConnectionException.InUse it -> new PageError(409, "in-use", message(it), it.remediation());
            case ConnectionException.Invalid it -> new PageError(422, "other", message(it), it.remediation());
            case ConnectionException.Precondition it -> new PageError(412, "other", message(it), it.remediation());
            case ConnectionException it -> new PageError(409, "other", message(it), it.remediation());
            case KedaNotInstalledException it -> new PageError(409, "other", message(it), it.remediation());
            case DraftExpiredException it -> new PageError(410, "draft-gone", message(it), it.remediation());
            default -> throw e;
        };
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    /** Whether the same can be done all the same, by taking over or leaving others behind. */
    public boolean canForce() {
        return kind.equals("conflict") || kind.equals("in-use");
    }
}
