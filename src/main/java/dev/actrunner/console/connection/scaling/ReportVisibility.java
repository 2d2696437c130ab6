package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResource;
import java.util.List;

/** Removes from reports the ScaledObjects and ScaledJobs that the caller may not list. */
public final class ReportVisibility {

    private static final Right LIST_OBJECTS = new Right("list", "keda.sh", "scaledobjects");
    private static final Right LIST_JOBS = new Right("list", "keda.sh", "scaledjobs");

    private final AccessReviews access;

    /** @param access of the caller */
    public ReportVisibility(AccessReviews access) {
        this.access = access;
    }

    /**
     * Returns a report as the caller may see it.
     *
     * @param namespace the connection's, of which everything is visible
     */
    public ConnectionReport visible(String namespace, ConnectionReport report) {
        if (CurrentIdentity.isConsole()) {
            return report;
        }
        List<EvaluatedScaledResource> visible = report
            .scaledResources()
            .stream()
            .filter(s -> s.scaledResource().namespace().equals(namespace) || maySee(s.scaledResource()))
            .toList();
        return new ConnectionReport(report.probe(), report.trigger(), report.readings(), visible);
    }

    private boolean maySee(ScaledResource scaledResource) {
        return access.may(
            scaledResource.kind().equals("ScaledJob") ? LIST_JOBS : LIST_OBJECTS,
            scaledResource.namespace()
        );
    }
}
