package dev.actrunner.console.connection;

import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The validated request for a connection.
 *
 * @param platform null to detect it
 * @param ca where the forge's authority is, null for one that is trusted anyway
 * @param authenticationName the name of KEDA's object, null for the chart's
 */
public record ConnectionSpec(
    ForgeUrl forge,
    @Nullable Platform platform,
    @Nullable CaRef ca,
    JobScope scope,
    TokenSource token,
    AuthenticationKind authentication,
    @Nullable String authenticationName,
    RunnerLabels labels,
    @Nullable String nameOverride,
    @Nullable String fullnameOverride,
    Map<String, String> additionalLabels,
    Map<String, String> additionalAnnotations
) {
    /** Which of KEDA's authentication kinds to make. */
    public enum AuthenticationKind {
        /** For the connection's namespace. */
        NAMESPACED,
        /** For every namespace, with the Secret in KEDA's own. */
        CLUSTER,
        /** None: the operator brings their own. */
        NONE,
    }

    public boolean makesAuthentication() {
        return authentication != AuthenticationKind.NONE;
    }
}
