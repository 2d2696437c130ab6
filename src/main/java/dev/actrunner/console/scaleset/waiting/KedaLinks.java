package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.scaleset.waiting.Link.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at the trigger, and at what KEDA says of the ScaledObject or ScaledJob. */
@Component
class KedaLinks {

    /**
     * Findings that are about the past, or about something that a job gets past. The annotations that pause are looked at
     * before; KEDA's condition may stay when the annotation is removed soon after it was set, and KEDA scales all the same
     * ({@code checkIfPaused} in its {@code scaledjob_controller.go} reads the condition from a cache).
     */
    private static final List<Finding> HARMLESS = List.of(
        Finding.METRIC_DISAGREES,
        Finding.METRIC_DIFFERS,
        Finding.SCALED_RESOURCE_PAUSED
    );

    Link trigger(Subject subject) {
        List<TriggerEvaluation> readings = subject
            .report()
            .readings()
            .stream()
            .filter(reading -> subject.object().triggers().contains(reading.trigger()))
            .toList();
        for (TriggerEvaluation reading : readings) {
            Optional<Check> failed = Check.firstFailure(reading.checks());
            if (failed.isPresent() && !reading.withheld()) {
                return Link.fail(Step.TRIGGER, failed.get().summary(), String.valueOf(failed.get().remediation()));
            }
        }
        Optional<BigDecimal> value = readings
            .stream()
            .map(TriggerEvaluation::value)
            .filter(read -> read != null)
            .map(BigDecimal.class::cast)
            .reduce(BigDecimal::max);
        if (value.isEmpty()) {
            return Link.skipped(Step.TRIGGER, "The trigger of " + subject.object().title() + " was not evaluated.");
        }
        if (value.get().signum() <= 0 && subject.waiting() > 0) {
            return Link.fail(
                Step.TRIGGER,
                "The trigger of " +
                    subject.object().title() +
                    " counts no job, and " +
                    subject.waiting() +
                    " wait: it counts other labels, another owner, or other statuses.",
                "Let the trigger count the labels that the waiting jobs ask for."
            );
        }
        return Link.pass(Step.TRIGGER, "KEDA's trigger counts " + value.get().toPlainString() + " jobs.");
    }

    Link keda(Subject subject, KedaInstallation installed) {
        ScaledResource object = subject.object();
        if (installed.operator() == Operator.DOWN || installed.operator() == Operator.MISSING) {
            return Link.fail(
                Step.KEDA,
                "KEDA's operator does not run, so nothing is scaled.",
                "Let KEDA's operator run: kubectl get pods -n " + installed.namespace() + " shows its pods."
            );
        }
        if (object.paused()) {
            PauseAnnotation pause = object.pauses().getFirst();
            return Link.fail(
                Step.KEDA,
                object.title() + " is paused by " + pause.annotation() + ": " + pause.effect() + ".",
                subject.scaleSet() == null
                    ? "Remove the annotation " + pause.annotation() + "."
                    : "Resume the scale set."
            );
        }
        Optional<Check> wrong = subject
            .evaluated()
            .checks()
            .stream()
            .filter(check -> check.status() == CheckStatus.FAIL || check.status() == CheckStatus.WARN)
            .filter(check -> !HARMLESS.contains(check.finding()))
            .findFirst();
        if (wrong.isPresent()) {
            boolean failed = wrong.get().status() == CheckStatus.FAIL;
            String remediation = String.valueOf(wrong.get().remediation());
            return failed
                ? Link.fail(Step.KEDA, wrong.get().summary(), remediation)
                : Link.await(Step.KEDA, wrong.get().summary(), remediation);
        }
        if (subject.waiting() > 0 && object.is("Active", "False")) {
            return Link.await(
                Step.KEDA,
                "KEDA has not seen the waiting jobs yet.",
                "Wait for its next look, at most as long as pollingInterval."
            );
        }
        return Link.pass(Step.KEDA, "KEDA scales on " + object.title() + ".");
    }
}
