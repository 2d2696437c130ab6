package dev.actrunner.console.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Optional;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
            .components(
                new Components().addSecuritySchemes(
                    "bearer",
                    new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                )
            )
            .addSecurityItem(new SecurityRequirement().addList("bearer"))
            .info(
                new Info()
                    .title("Act Runner Console")
                    .version("v1")
                    .description("From a forge URL and a token to runners that really scale, with proof.")
                    .license(new License().name("Apache-2.0"))
            );
    }

    /** A token goes in and never comes out, and the document says so. */
    @Bean
    OpenApiCustomizer writeOnlyToken() {
        return document ->
            Stream.of(
                property(document, "TokenRequest", "value"),
                property(document, "GivenToken", "value"),
                property(document, "GivenToken", "password"),
                property(document, "OldToken", "password")
            ).forEach(secret -> secret.ifPresent(value -> value.writeOnly(true).format("password")));
    }

    /** The warning stands beside the choice. */
    @Bean
    OpenApiCustomizer clusterScopedWarning() {
        return document ->
            property(document, "TriggerAuthenticationRequest", "clusterScoped").ifPresent(property ->
                property.description(
                    "Makes a ClusterTriggerAuthentication, with its Secret in KEDA's namespace. Warning: whoever may create a" +
                        " ScaledObject anywhere can pair it with a URL of their own and so obtain the token" +
                        " (kedacore/keda#7782)."
                )
            );
    }

    private static Optional<Schema<?>> property(OpenAPI document, String schema, String name) {
        Schema<?> owner = (Schema<?>) document.getComponents().getSchemas().get(schema);
        return owner == null ? Optional.empty() : Optional.ofNullable((Schema<?>) owner.getProperties().get(name));
    }
}
