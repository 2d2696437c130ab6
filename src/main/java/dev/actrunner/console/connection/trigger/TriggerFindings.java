package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a trigger, each as a sentence that begins with the trigger's title. */
final class TriggerFindings {

    private final TriggerSpec trigger;
    private final List<Check> checks = new ArrayList<>();

    TriggerFindings(TriggerSpec trigger) {
        this.trigger = trigger;
    }

    /** Adds a finding with the catalogue's remediation. */
    void add(Finding finding, String predicate) {
        add(finding, predicate, finding.remediation());
    }

    void add(Finding finding, String predicate, String remediation) {
        checks.add(finding.seen(trigger.title() + " " + predicate, remediation));
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }
}
