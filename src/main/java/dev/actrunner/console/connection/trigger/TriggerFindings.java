package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
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

    /** Adds why KEDA refuses the trigger. */
    void add(ParsedTrigger.Reason reason) {
        switch (reason.kind()) {
            case LABELS -> add(Finding.TRIGGER_LABELS, "has no labels, which KEDA requires.");
            case AUTHENTICATION -> add(Finding.TRIGGER_AUTH, "gets no token: " + reason.text() + ".");
            case OTHER -> add(Finding.TRIGGER_INVALID, "is refused by KEDA: " + reason.text() + ".");
        }
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }
}
