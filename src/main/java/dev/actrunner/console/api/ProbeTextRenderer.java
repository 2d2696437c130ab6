package dev.actrunner.console.api;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.keda.scaling.Trigger;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Renders a probe for a terminal: the verdict, then a line for each check with its remediation, then the trigger. */
@Component
class ProbeTextRenderer {

    private final Cluster cluster;

    ProbeTextRenderer(Cluster cluster) {
        this.cluster = cluster;
    }

    String of(ConnectionReport report) {
        ProbeReport probe = report.probe();
        var text = new StringBuilder();
        text.append(probe.verdict()).append(": ").append(figure(probe)).append('\n');
        if (probe.platform() != null) {
            text.append(probe.forge()).append('\n');
        }
        if (probe.observed().endpoint() != null) {
            text.append("GET ").append(probe.observed().endpoint().url()).append('\n');
        }
        text.append('\n');
        probe.checks().forEach(check -> append(text, check));
        report
            .scaledResources()
            .stream()
            .filter(s -> !s.log().isEmpty())
            .forEach(s -> {
                text.append("\nKEDA's operator on ").append(s.scaledResource().title()).append(":\n\n");
                s.log().forEach(line -> text.append(line).append('\n'));
            });
        Trigger trigger = report.trigger();
        if (trigger != null) {
            text.append("\nKEDA's trigger:\n\n");
            var written = new LinkedHashMap<String, Object>();
            written.put("type", trigger.type());
            written.put("metadata", trigger.metadata());
            text.append(cluster.asYaml(written));
        }
        return text.toString();
    }

    private static String figure(ProbeReport probe) {
        var counts = probe.counts();
        return counts == null
            ? "no figure that KEDA could act on"
            : counts.total() + " pending jobs (" + counts.waiting() + " waiting, " + counts.running() + " running)";
    }

    private static void append(StringBuilder text, Check check) {
        text.append(String.format(Locale.ROOT, "%-8s%-24s%s\n", check.status().id(), id(check), check.summary()));
        if (check.remediation() != null) {
            text.append(" ".repeat(32)).append("→ ").append(check.remediation()).append('\n');
        }
    }

    /** A finding's id where there is one: that is what the documentation is searched for. */
    private static String id(Check check) {
        return check.finding() == null ? check.id().id() : check.finding().id();
    }
}
