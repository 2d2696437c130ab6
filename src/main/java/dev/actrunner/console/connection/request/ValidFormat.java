package dev.actrunner.console.connection.request;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Requires that a text has a format; null is left to {@code @NotNull}. */
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidFormat.Rule.class)
@interface ValidFormat {
    FieldFormat value();

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the shape, and reports its words. */
    final class Rule implements ConstraintValidator<ValidFormat, @Nullable String> {

        private FieldFormat shape = FieldFormat.API_TOKEN;

        @Override
        public void initialize(ValidFormat constraint) {
            shape = constraint.value();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            String problem = text == null ? null : shape.problemWith(text);
            if (problem == null) {
                return true;
            }
            ConstraintViolations.report(context, problem);
            return false;
        }
    }
}
