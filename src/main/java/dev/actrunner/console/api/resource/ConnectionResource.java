package dev.actrunner.console.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection.
 *
 * @param token where the token is; never the token
 * @param triggerAuthentication KEDA's object, null when the operator brings their own
 * @param resources what was done to each object; only in answers to a change
 * @param probe the last probe, null when there was none
 */
public record ConnectionResource(
    String namespace,
    String name,
    ForgeResource forge,
    ScopeResource scope,
    List<String> runnerLabels,
    SecretRef token,
    @Nullable AuthenticationRef triggerAuthentication,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ChangedResource> resources,
    @Nullable ProbeResource probe
) {
    /**
     * @param platform {@code forgejo} or {@code gitea}, null while unknown
     * @param version as last seen
     * @param ca where the authority of its certificate is, null for one that is trusted anyway
     */
    record ForgeResource(String url, @Nullable String platform, @Nullable String version, @Nullable String ca) {}

    public static ConnectionResource of(
        Connection connection,
        @Nullable ConnectionReport report,
        @Nullable List<AppliedObject> resources
    ) {
        return new ConnectionResource(
            connection.key().namespace(),
            connection.key().name(),
            new ForgeResource(
                connection.forge().value(),
                connection.platform() == null ? null : connection.platform().id(),
                report == null ? null : report.probe().version(),
                connection.ca() == null ? null : connection.ca().toString()
            ),
            ScopeResource.of(connection.scope()),
            connection.labels().names(),
            connection.token(),
            connection.authentication(),
            resources == null ? null : resources.stream().map(ChangedResource::of).toList(),
            ProbeResource.ofNullable(report)
        );
    }
}
