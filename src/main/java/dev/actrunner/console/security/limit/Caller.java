package dev.actrunner.console.security.limit;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Identifies the caller for rate limits: a signed-in user by name, however many tokens they hold, anyone else by address.
 */
final class Caller {

    private Caller() {}

    static String of(HttpServletRequest request) {
        return switch (CurrentIdentity.current()) {
            case ClusterIdentity.Bearer _, ClusterIdentity.Impersonated _ -> "user " + Audit.who();
            case ClusterIdentity.Console _, ClusterIdentity.Nobody _ -> address(request);
        };
    }

    static String address(HttpServletRequest request) {
        return "address " + request.getRemoteAddr();
    }
}
