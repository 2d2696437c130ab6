package dev.actrunner.console.connection.request;

import jakarta.validation.ConstraintValidatorContext;

/** Reports a constraint's violation in words of our own. */
final class ConstraintViolations {

    private ConstraintViolations() {}

    static void report(ConstraintValidatorContext context, String problem) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(literal(problem)).addConstraintViolation();
    }

    static void report(ConstraintValidatorContext context, String property, String problem) {
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate(literal(problem))
            .addPropertyNode(property)
            .addConstraintViolation();
    }

    /** Quotes what a person typed, which may stand in a message and must not be taken for a template. */
    private static String literal(String problem) {
        return problem.replaceAll("([\\\\{}$])", "\\\\$1");
    }
}
