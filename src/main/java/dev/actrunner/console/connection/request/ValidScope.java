package dev.actrunner.console.connection.request;

import dev.actrunner.console.connection.request.ConnectionRequest.ScopeRequest;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Requires that a scope has the names that its kind needs, and no others. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidScope.Rule.class)
@interface ValidScope {
    String message() default "is not complete";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks name by name. */
    final class Rule implements ConstraintValidator<ValidScope, ScopeRequest> {

        @Override
        public boolean isValid(ScopeRequest scope, ConstraintValidatorContext context) {
            String kind = scope.kind() == null ? "" : scope.kind();
            boolean repo = kind.equals("repo");
            boolean org = fits(context, "org", scope.org(), kind.equals("org"), kind);
            boolean owner = fits(context, "owner", scope.owner(), repo, kind);
            boolean name = fits(context, "repo", scope.repo(), repo, kind);
            return org && owner && name;
        }

        private static boolean fits(
            ConstraintValidatorContext context,
            String name,
            @Nullable String value,
            boolean needed,
            String kind
        ) {
            if (kind.isEmpty() || needed == (value != null)) {
                return true;
            }
            ConstraintViolations.report(
                context,
                name,
                needed
                    ? "is missing: the scope " + kind + " needs it"
                    : "has no meaning for the scope " + kind + ": leave it out"
            );
            return false;
        }
    }
}
