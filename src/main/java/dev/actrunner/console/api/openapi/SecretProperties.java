package dev.actrunner.console.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Marks the properties that hold a secret as passwords that are only written. */
final class SecretProperties implements OpenApiCustomizer {

    private static final Set<String> SECRETS = Set.of("value", "password", "otp");

    @Override
    public void customise(OpenAPI document) {
        document
            .getComponents()
            .getSchemas()
            .forEach((name, schema) -> {
                if (name.endsWith("Request") && schema.getProperties() != null) {
                    ((Schema<?>) schema).getProperties().forEach((property, value) -> {
                        if (SECRETS.contains(property)) {
                            value.writeOnly(true).format("password");
                        }
                    });
                }
            });
    }
}
