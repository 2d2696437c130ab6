package dev.actrunner.console.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.Connection.Silence;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
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
 * @param status what the last probe came to, null where there was none
 * @param problem why the connection cannot be probed now, so that its status may be old; null where it can
 * @param probe the last probe, null where there was none, and in a list of summaries
 * @param silence who wants to hear no more of it, null where nobody said so; it is kept after it has ended
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
    @Nullable StatusResource status,
    @Nullable String problem,
    @Nullable ProbeResource probe,
    @Nullable SilenceResource silence,
    List<String> warnings
) {
    /**
     * What the last probe of a connection came to.
     *
     * @param verdict the result of all checks
     * @param finding the ID of the worst finding, null where nothing is wrong
     * @param checkedAt when the probe ended
     * @param totalCount waiting and running jobs, the value that KEDA reads; null where they were not counted
     */
    @Schema(name = "ConnectionStatus")
    record StatusResource(Verdict verdict, @Nullable String finding, Instant checkedAt, @Nullable Long totalCount) {
        static @Nullable StatusResource ofNullable(@Nullable ConnectionReport report) {
            if (report == null) {
                return null;
            }
            Finding worst = report.worstFinding();
            JobCounts counts = report.probe().counts();
            return new StatusResource(
                report.probe().verdict(),
                worst == null ? null : worst.id(),
                report.probe().checkedAt(),
                counts == null ? null : counts.total()
            );
        }
    }

    /**
     * Says that notifications of a connection are not wanted.
     *
     * @param by who said so, null where that is not known
     * @param at when, null where that is not known
     * @param until when it ends; null where it lasts as long as {@code finding} is the worst
     * @param finding the id of the finding that somebody takes care of, null where {@code until} is given
     * @param reason why, empty where nobody said
     */
    @Schema(name = "Silence")
    record SilenceResource(
        @Nullable String by,
        @Nullable Instant at,
        @Nullable Instant until,
        @Nullable String finding,
        String reason
    ) {
        static @Nullable SilenceResource ofNullable(@Nullable Silence silence) {
            return silence == null
                ? null
                : new SilenceResource(silence.by(), silence.at(), silence.until(), silence.finding(), silence.reason());
        }
    }

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

    /** Describes a connection with its last probe, and why it cannot be probed now, if it cannot. */
    public static ConnectionResource full(
        Connection connection,
        @Nullable ConnectionReport report,
        @Nullable String problem
    ) {
        return of(connection, report, problem, null, List.of(), ProbeResource.ofNullable(report));
    }

    /** The same without the probe itself. */
    public static ConnectionResource summary(
        Connection connection,
        @Nullable ConnectionReport report,
        @Nullable String problem
    ) {
        return of(connection, report, problem, null, List.of(), null);
    }

    /** Describes a connection that was changed with others, without its probe. */
    public static ConnectionResource changed(
        Connection connection,
        @Nullable ConnectionReport report,
        List<AppliedObject> resources,
        List<String> warnings
    ) {
        return of(connection, report, null, resources, warnings, null);
    }

    /** Describes a connection that was changed, with what somebody still has to do. */
    public static ConnectionResource applied(
        Connection connection,
        @Nullable ConnectionReport report,
        List<AppliedObject> resources,
        List<String> warnings
    ) {
        return of(connection, report, null, resources, warnings, ProbeResource.ofNullable(report));
    }

    private static ConnectionResource of(
        Connection connection,
        @Nullable ConnectionReport report,
        @Nullable String problem,
        @Nullable List<AppliedObject> resources,
        List<String> warnings,
        @Nullable ProbeResource probe
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
            StatusResource.ofNullable(report),
            problem,
            probe,
            SilenceResource.ofNullable(connection.silence()),
            warnings
        );
    }
}
