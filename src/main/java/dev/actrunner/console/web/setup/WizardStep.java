package dev.actrunner.console.web.setup;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists the wizard's steps, in their order. */
enum WizardStep {
    FORGE("forge."),
    SCOPE("scope", "runnerLabels"),
    TOKEN("token"),
    NAMESPACE(
        "namespace",
        "name",
        "triggerAuthentication",
        "fullnameOverride",
        "additionalLabels",
        "additionalAnnotations"
    ),
    REVIEW,
    DONE;

    private static final List<WizardStep> ORDER = List.of(values());

    private final List<String> fields;

    WizardStep(String... fields) {
        this.fields = List.of(fields);
    }

    /** The last part of its page's path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean asksFor(String field) {
        return fields.stream().anyMatch(field::startsWith);
    }

    WizardStep next() {
        return ORDER.get(ORDER.indexOf(this) + 1);
    }

    /** The step before this one, null for the first. */
    @Nullable
    WizardStep previous() {
        return this == FORGE ? null : ORDER.get(ORDER.indexOf(this) - 1);
    }

    boolean isAfter(WizardStep other) {
        return compareTo(other) > 0;
    }
}
