package dev.actrunner.console.security;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.security.identity.ClusterIdentityResolver;
import dev.actrunner.console.security.identity.SecurityProperties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Allows metrics to those who may {@code get} the path {@code /metrics} in the cluster, which the roles of Prometheus'
 * installations grant (controller-runtime's {@code WithAuthenticationAndAuthorization} asks the same).
 */
@Component
class MetricsReaders implements AuthorizationManager<RequestAuthorizationContext> {

    private static final String PATH = "/metrics";

    private final AccessReviews access;
    private final ClusterIdentityResolver identities;

    MetricsReaders(AccessReviews access, SecurityProperties properties) {
        this.identities = new ClusterIdentityResolver(properties);
        this.access = access;
    }

    @Override
    public AuthorizationResult authorize(
        Supplier<? extends @Nullable Authentication> authentication,
        RequestAuthorizationContext context
    ) {
        try {
            return new AuthorizationDecision(
                identities.of(authentication.get()) instanceof ClusterIdentity.Bearer reader &&
                    CurrentIdentity.call(reader, () -> access.mayGet(PATH))
            );
        } catch (ClusterException _) {
            return new AuthorizationDecision(false);
        }
    }
}
