package dev.actrunner.console.connection.request;

import dev.actrunner.console.connection.request.ConnectionRequest.TokenRequest;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Requires either a token or the name of the Secret that has it, not both. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ExactlyOneTokenSource.Rule.class)
@interface ExactlyOneTokenSource {
    String message() default "is not complete";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares the two. */
    final class Rule implements ConstraintValidator<ExactlyOneTokenSource, TokenRequest> {

        @Override
        public boolean isValid(TokenRequest token, ConstraintValidatorContext context) {
            boolean value = token.value() != null;
            boolean secret = token.secretName() != null;
            if (value != secret) {
                return true;
            }
            ConstraintViolations.report(
                context,
                "value",
                value
                    ? "and secretName exclude each other: give the token, or the Secret that has it"
                    : "is missing: enter the token, or name the Secret that has it (to keep a stored token, leave out token)"
            );
            return false;
        }
    }
}
