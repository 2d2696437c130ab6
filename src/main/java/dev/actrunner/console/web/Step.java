package dev.actrunner.console.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The wizard's steps, in their order. */
enum Step {
    FORGE("Forge", "forge."),
    TOKEN("Token", "token"),
    SCOPE("Scope", "scope", "runnerLabels"),
    NAMESPACE(
        "Namespace",
        "namespace",
        "name",
        "triggerAuthentication",
        "fullnameOverride",
        "additionalLabels",
        "additionalAnnotations"
    ),
    REVIEW("Review"),
    DONE("Done");

    private static final List<Step> ORDER = List.of(values());

    private final String title;
    private final List<String> fields;

    Step(String title, String... fields) {
        this.title = title;
        this.fields = List.of(fields);
    }

    /** As the list of steps shows it. */
    public String title() {
        return title;
    }

    /** The last part of its page's path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean asksFor(String field) {
        return fields.stream().anyMatch(field::startsWith);
    }

    Step next() {
        return ORDER.get(ORDER.indexOf(this) + 1);
    }

    /** The step before this one, null for the first. */
    @Nullable
    Step previous() {
        return this == FORGE ? null : ORDER.get(ORDER.indexOf(this) - 1);
    }

    boolean isAfter(Step other) {
        return compareTo(other) > 0;
    }
}
