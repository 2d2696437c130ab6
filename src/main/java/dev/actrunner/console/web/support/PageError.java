package dev.actrunner.console.web.support;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.web.language.Phrases;

/**
 * A problem, for a page.
 *
 * @param status the page's HTTP status
 * @param kind what it is, for what the page offers: a problem type such as
 *     {@code field-conflict} or {@code in-use}, or {@code draft-gone}
 */
public record PageError(int status, String kind, String message, String remediation) {
    /** Takes status, message and remediation from the exception; throws it again where it is none for readers. */
    public static PageError of(RuntimeException e) {
        return switch (e) {
            case ClusterException.NamespaceMissing it -> new PageError(
                it.type().status().value(),
                it.type().id(),
                message(it, it.type()),
                Phrases.ofReader().translate("Choose another one, or go back and let the console create it.")
            );
            case ProblemException it -> new PageError(
                it.type().status().value(),
                it.type().id(),
                message(it, it.type()),
                remediation(it)
            );
            case DraftExpiredException it -> new PageError(
                410,
                "draft-gone",
                Phrases.ofReader().translate(String.valueOf(it.getMessage())),
                Phrases.ofReader().translate(it.remediation())
            );
            default -> throw e;
        };
    }

    private static String message(RuntimeException e, ProblemType type) {
        return Phrases.ofReader().translate(String.valueOf(e.getMessage()), p -> p.translate(type.title()) + ".");
    }

    private static String remediation(ProblemException e) {
        return Phrases.ofReader().translate(e.remediation(), p -> p.translate(e.type().remediation()));
    }

    /** Whether the same can be done all the same, by taking over or leaving others behind. */
    public boolean canForce() {
        return kind.equals("field-conflict") || kind.equals("in-use");
    }
}
