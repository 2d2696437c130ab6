package dev.actrunner.console.scaleset.waiting;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Redactor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A link of the chain from a job to the runner that takes it.
 *
 * @param step what it is of
 * @param status how it stands: pass, fail where it is broken, warn where it will be in a moment, skipped where nobody could look
 * @param summary what was seen, as a sentence
 * @param remediation what to do, null where there is nothing to do
 */
public record Link(Step step, CheckStatus status, String summary, @Nullable String remediation) {
    /** Whoever is quoted in it: what is shown is one line without tokens. */
    public Link {
        summary = Redactor.withoutTokens(Redactor.line(summary));
        remediation = remediation == null ? null : Redactor.line(remediation);
    }

    /** Lists the links in their order. */
    public enum Step {
        /** The forge has jobs, and they can be counted. */
        JOB,
        /** KEDA's trigger counts them. */
        TRIGGER,
        /** KEDA takes the ScaledObject or ScaledJob and scales on it. */
        KEDA,
        /** Kubernetes creates the Jobs or replicas. */
        WORKLOAD,
        /** The pods are scheduled and run. */
        POD,
        /** The runners register with the forge. */
        REGISTRATION,
        /** The runners offer the labels that the jobs ask for. */
        LABELS;

        /** Returns its name in JSON, texts and pages. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Link pass(Step step, String summary) {
        return new Link(step, CheckStatus.PASS, summary, null);
    }

    static Link fail(Step step, String summary, String remediation) {
        return new Link(step, CheckStatus.FAIL, summary, remediation);
    }

    /** Something that comes by itself. */
    static Link await(Step step, String summary, String remediation) {
        return new Link(step, CheckStatus.WARN, summary, remediation);
    }

    static Link skipped(Step step, String summary) {
        return new Link(step, CheckStatus.SKIPPED, summary, null);
    }

    /** Returns whether no job gets past it. */
    public boolean isBroken() {
        return status == CheckStatus.FAIL;
    }

    /** Returns whether the links after it can be looked at. */
    boolean isPassed() {
        return status == CheckStatus.PASS || status == CheckStatus.SKIPPED;
    }
}
