package dev.actrunner.console.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection.
 *
 * @param namespace the connection's namespace
 * @param name the connection's name
 * @param forge the forge
 * @param scope whose jobs are counted
 * @param runnerLabels the labels that the scaled runners offer, empty where jobs of all labels are counted
 * @param token where the token is stored; never the token
 * @param triggerAuthentication KEDA's object, null where the console created none
 * @param resources what was done to each object; only in answers to a change
 * @param probe the last probe, null where there was none
 * @param warnings what somebody still has to do, as sentences
 */
@Schema(name = "Connection")
public record ConnectionResource(
    String namespace,
    String name,
    ForgeResource forge,
    ScopeResource scope,
    List<String> runnerLabels,
    SecretRef token,
    @Nullable AuthenticationRef triggerAuthentication,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ChangedResource> resources,
    @Nullable ProbeResource probe,
    List<String> warnings
) {
    /**
     * The forge of a connection.
     *
     * @param url its base address
     * @param platform its software, null while it is not known
     * @param version its release as of the last probe, null while it is not known
     * @param ca the CA certificate that its certificate is verified with, null for the console's own
     */
    @Schema(name = "Forge")
    record ForgeResource(String url, @Nullable Platform platform, @Nullable String version, @Nullable String ca) {}

    public static ConnectionResource of(
        Connection connection,
        @Nullable ConnectionReport report,
        @Nullable List<AppliedObject> resources
    ) {
        return of(connection, report, resources, List.of());
    }

    /** Describes a connection that was changed, with what somebody still has to do. */
    public static ConnectionResource of(
        Connection connection,
        @Nullable ConnectionReport report,
        @Nullable List<AppliedObject> resources,
        List<String> warnings
    ) {
        return new ConnectionResource(
            connection.key().namespace(),
            connection.key().name(),
            new ForgeResource(
                connection.forge().value(),
                connection.platform(),
                report == null ? null : report.probe().version(),
                connection.ca() == null ? null : connection.ca().toString()
            ),
            ScopeResource.of(connection.scope()),
            connection.labels().names(),
            connection.token(),
            connection.authentication(),
            resources == null ? null : resources.stream().map(ChangedResource::of).toList(),
            ProbeResource.ofNullable(report),
            warnings
        );
    }
}
