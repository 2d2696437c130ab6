package dev.actrunner.console.api.resource;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.forge.TlsDetails;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a probe.
 *
 * @param verdict the result of all checks: {@code ready}, KEDA would scale; {@code warning}, KEDA would scale and a check
 *     warns; {@code failed}, KEDA would not scale
 * @param checkedAt when the probe ended
 * @param platform the forge's software, null where it was not detected
 * @param version the forge's release, null where it was not read
 * @param endpoint the URL that KEDA reads, null where none was found
 * @param totalCount waiting and running jobs, the value that KEDA reads; null where they were not counted
 * @param counts the jobs by status, null where they were not counted
 * @param waitingLabels the labels that the waiting jobs ask for
 * @param checks each check, in the order in which they ran
 * @param timings how long each phase took
 * @param tls the forge's certificate, null where there was no TLS
 * @param trigger the recommended trigger, null where there is none
 * @param readings the values of the triggers in the request, or of those that refer to the connection
 * @param scaledResources the ScaledObjects and ScaledJobs that use the connection, or look as if they should
 */
@Schema(name = "Probe")
public record ProbeResource(
    Verdict verdict,
    Instant checkedAt,
    @Nullable Platform platform,
    @Nullable String version,
    @Nullable String endpoint,
    @Nullable Long totalCount,
    @Nullable JobCounts counts,
    List<LabelDemand> waitingLabels,
    List<CheckResource> checks,
    Timings timings,
    @Nullable TlsDetails tls,
    @Nullable TriggerResource trigger,
    List<ReadingResource> readings,
    List<ScaledResourceEntry> scaledResources
) {
    /**
     * The value that KEDA reads with an existing trigger.
     *
     * @param source where the trigger is defined
     * @param type the trigger's type, such as {@code metrics-api}
     * @param url the URL that it reads, null where it has none
     * @param value the number, null where it reads none
     * @param checks what is wrong with the trigger
     */
    @Schema(name = "TriggerEvaluation")
    record ReadingResource(
        String source,
        String type,
        @Nullable String url,
        @Nullable BigDecimal value,
        List<CheckResource> checks
    ) {
        public static ReadingResource of(TriggerEvaluation reading) {
            return new ReadingResource(
                reading.source(),
                reading.trigger().type(),
                reading.url(),
                reading.value(),
                reading.checks().stream().map(CheckResource::of).toList()
            );
        }
    }

    public static ProbeResource of(ConnectionReport report) {
        ProbeReport probe = report.probe();
        JobCounts counts = probe.counts();
        return new ProbeResource(
            probe.verdict(),
            probe.checkedAt(),
            probe.platform(),
            probe.version(),
            probe.observed().endpoint() == null ? null : probe.observed().endpoint().url(),
            counts == null ? null : counts.total(),
            counts,
            probe.observed().waitingLabels(),
            probe.checks().stream().map(CheckResource::of).toList(),
            probe.observed().timings(),
            probe.observed().tls(),
            report.trigger() == null ? null : TriggerResource.of(report.trigger()),
            report.readings().stream().map(ReadingResource::of).toList(),
            report.scaledResources().stream().map(ScaledResourceEntry::of).toList()
        );
    }

    static @Nullable ProbeResource ofNullable(@Nullable ConnectionReport report) {
        return report == null ? null : of(report);
    }
}
