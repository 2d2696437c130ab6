package dev.actrunner.console.web.support;

import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.web.language.Phrases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The invalid fields of a page's form. */
public record FieldErrors(List<FieldError> all) {
    /** Takes errors as the REST API has them, and translates them. */
    public FieldErrors {
        Phrases phrases = Phrases.ofReader();
        all = all
            .stream()
            .map(p -> new FieldError(p.field(), phrases.translate(p.message(), _ -> phrases.translate("is not valid"))))
            .toList();
    }

    public static FieldErrors none() {
        return new FieldErrors(List.of());
    }

    /** Returns what is wrong with one field or an element of it, such as {@code runnerLabels[0]}; null when nothing is. */
    public @Nullable String at(String field) {
        return all
            .stream()
            .filter(p -> id(p.field()).equals(field))
            .map(FieldError::message)
            .findFirst()
            .orElse(null);
    }

    /** The id of the input that a problem is about. */
    public String id(String field) {
        int bracket = field.indexOf('[');
        return bracket < 0 ? field : field.substring(0, bracket);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }
}
