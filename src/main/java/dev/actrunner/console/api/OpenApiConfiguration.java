package dev.actrunner.console.api;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Optional;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

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

    /** What may be null is said where the code says it; everything else of an answer is always there. */
    @Bean
    ModelConverter nullableComponents() {
        return new NullableComponents();
    }

    /** Every error of every call has the same shape. */
    @Bean
    OpenApiCustomizer problemOfEveryCall() {
        return document -> {
            ResolvedSchema problem = ModelConverters.getInstance(true).readAllAsResolvedSchema(ProblemDetail.class);
            problem.referencedSchemas.forEach(document.getComponents()::addSchemas);
            // Both may be relative (RFC 9457, section 3.1).
            Stream.of("type", "instance")
                .flatMap(name -> property(document, "ProblemDetail", name).stream())
                .forEach(uri -> uri.setFormat("uri-reference"));
            var content = new Content().addMediaType(
                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                new io.swagger.v3.oas.models.media.MediaType().schema(
                    new Schema<>().$ref("#/components/schemas/ProblemDetail")
                )
            );
            document
                .getPaths()
                .values()
                .stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(call ->
                    call
                        .getResponses()
                        .addApiResponse(
                            ApiResponses.DEFAULT,
                            new ApiResponse().description("A problem (RFC 9457), named by its type").content(content)
                        )
                );
        };
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
