package dev.actrunner.console.api.resource;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.forge.TlsDetails;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe saw.
 *
 * @param verdict {@code ready}, {@code warning} or {@code failed}
 * @param endpoint the address that was read
 * @param totalCount the figure that KEDA would act on, null where there is none
 * @param counts the same by status
 * @param waitingLabels which labels the waiting jobs ask for, of those that were looked at
 * @param tls the certificate, null where there was no TLS
 * @param readings what KEDA reads with triggers that were given, or that refer to the connection
 * @param scaledResources the ScaledObjects and ScaledJobs that use the connection, or mean to
 */
public record ProbeResource(
    String verdict,
    Instant checkedAt,
    @Nullable String platform,
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
     * What KEDA reads with a trigger that somebody wrote.
     *
     * @param source where the trigger stands
     * @param value the number, null where it reads none
     */
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
            probe.verdict().id(),
            probe.checkedAt(),
            probe.platform() == null ? null : probe.platform().id(),
            probe.version(),
            probe.endpoint() == null ? null : probe.endpoint().url(),
            counts == null ? null : counts.total(),
            counts,
            probe.waitingLabels(),
            probe.checks().stream().map(CheckResource::of).toList(),
            probe.timings(),
            probe.tls(),
            report.trigger() == null ? null : TriggerResource.of(report.trigger()),
            report.readings().stream().map(ReadingResource::of).toList(),
            report.scaledResources().stream().map(ScaledResourceEntry::of).toList()
        );
    }

    static @Nullable ProbeResource ofNullable(@Nullable ConnectionReport report) {
        return report == null ? null : of(report);
    }
}
