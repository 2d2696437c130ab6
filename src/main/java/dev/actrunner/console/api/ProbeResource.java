package dev.actrunner.console.api;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.forge.TlsDetails;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe saw.
 *
 * @param verdict {@code ready}, {@code attention} or {@code failed}
 * @param endpoint the address that was read
 * @param totalCount the figure that KEDA would act on, null where there is none
 * @param counts the same by status
 */
record ProbeResource(
    String verdict,
    Instant checkedAt,
    @Nullable String platform,
    @Nullable String version,
    @Nullable String endpoint,
    @Nullable Long totalCount,
    @Nullable JobCounts counts,
    List<CheckResource> checks,
    Timings timings,
    @Nullable TlsDetails tls,
    @Nullable TriggerResource trigger
) {
    static ProbeResource of(ConnectionReport report) {
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
            probe.checks().stream().map(CheckResource::of).toList(),
            probe.timings(),
            probe.tls(),
            report.trigger() == null ? null : TriggerResource.of(report.trigger())
        );
    }

    static @Nullable ProbeResource ofNullable(@Nullable ConnectionReport report) {
        return report == null ? null : of(report);
    }
}
