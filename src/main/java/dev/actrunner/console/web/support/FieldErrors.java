package dev.actrunner.console.web.support;

import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.web.language.Phrases;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The invalid fields of a page's form. */
public record FieldErrors(List<FieldError> all) {
    /** Takes errors as the REST API has them, and translates them. */
    public static FieldErrors of(List<FieldError> errors) {
        Phrases phrases = Phrases.ofReader();
        return new FieldErrors(
            errors
                .stream()
                .map(p ->
                    new FieldError(p.field(), phrases.translate(p.message(), _ -> phrases.translate("is not valid")))
                )
                .toList()
        );
    }

    public static FieldErrors none() {
        return new FieldErrors(List.of());
    }

    /**
     * Gives the errors of fields that have no input of their own to the input that contains them, as text.
     *
     * @param input the id of that input
     * @param inputs the ids of all inputs
     */
    public FieldErrors within(String input, Set<String> inputs) {
        String introduction = Phrases.ofReader().translate("has an error:");
        return new FieldErrors(
            all
                .stream()
                .map(p ->
                    inputs.contains(id(p.field()))
                        ? p
                        : new FieldError(input, introduction + " " + p.field() + " " + p.message())
                )
                .toList()
        );
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
