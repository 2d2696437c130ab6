package dev.actrunner.console.api.error;

import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.problem.ProblemType;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes why a request body could not be read, by the path of the field and without any of its text. */
final class UnreadableBody {

    private UnreadableBody() {}

    /** @param cause what Jackson threw, null where there was no body */
    static ProblemDetail problem(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown -> ApiExceptionHandler.invalid(
                new FieldError(path(unknown), "is not a field of this request: check its spelling")
            );
            case MismatchedInputException mismatched when isOfField(mismatched) -> ApiExceptionHandler.invalid(
                new FieldError(path(mismatched), "is not of the right type: " + expected(mismatched.getTargetType()))
            );
            case null, default -> ProblemType.MALFORMED.with("The body is not a JSON object, or breaks off.");
        };
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == String.class) {
            return "send a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "send true or false";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "send a list" : "send an object";
    }

    private static boolean isOfField(MismatchedInputException e) {
        return !e.getPath().isEmpty();
    }

    /** The path of a field as JSON would write it. */
    private static String path(MismatchedInputException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
