package dev.actrunner.console.api.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API as a whole in the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";
    private static final String SESSION = "session";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
            .components(
                new Components()
                    .addSecuritySchemes(BEARER, bearer())
                    .addSecuritySchemes(SESSION, session())
                    .addHeaders(
                        "ETag",
                        header(
                            "The version of the resource and of its last known state, for If-Match and If-None-Match"
                        )
                    )
                    .addHeaders("Location", header("The address of the resource that was created").schema(uri()))
                    .addHeaders("RetryAfter", header("After how many seconds to repeat the request"))
                    .addHeaders("XRequestId", header("The ID of this request in the console's log"))
            )
            .addSecurityItem(new SecurityRequirement().addList(BEARER))
            .addSecurityItem(new SecurityRequirement().addList(SESSION))
            .addSecurityItem(new SecurityRequirement())
            .addTagsItem(
                tag(
                    "Connections",
                    "A forge, a scope and a token, as the Secret and the TriggerAuthentication that KEDA reads"
                )
            )
            .addTagsItem(
                tag(
                    "Scale sets",
                    "The runners of a connection, which KEDA starts and stops with the number of pending jobs"
                )
            )
            .addTagsItem(tag("Migration from Helm", "Releases and values of the Helm charts, as requests"))
            .addTagsItem(tag("Tokens", "Replacement of the API token of a connection"))
            .addTagsItem(tag("Probes", "The requests that KEDA would send to a forge, without storing anything"))
            .addTagsItem(tag("Notifications", "Who is told of problems of connections"))
            .addTagsItem(tag("Cluster", "KEDA and the namespaces of the cluster"))
            .externalDocs(
                new ExternalDocumentation().description("The checks and findings of this release").url("/docs/checks")
            )
            .info(
                new Info()
                    .title("Act Runner Console")
                    .version("v1")
                    .description(
                        """
                        Connects Forgejo and Gitea Actions to KEDA, and proves that runners scale.

                        Errors are problem details (RFC 9457). Their `type` is stable; `remediation` says what to do. Fields \
                        may be added to answers: ignore those that you do not know. A token goes in and never comes out."""
                    )
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0"))
            );
    }

    private static SecurityScheme bearer() {
        return new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description(
                "A token that the cluster accepts: of a ServiceAccount, or of the OpenID Connect provider that the API server" +
                    " trusts. The console acts with the rights of its owner. A console in local mode or demo mode needs none."
            );
    }

    private static SecurityScheme session() {
        return new SecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.COOKIE)
            .name("session")
            .description("The cookie of a browser that signed in. Changes need the sign-in's CSRF token as well.");
    }

    private static Header header(String description) {
        return new Header().description(description).schema(string());
    }

    private static StringSchema uri() {
        StringSchema schema = string();
        schema.setFormat("uri");
        return schema;
    }

    /** In OpenAPI 3.1 a schema has types, not a type. */
    private static StringSchema string() {
        var schema = new StringSchema();
        schema.setTypes(Set.of("string"));
        return schema;
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }

    @Bean
    ModelConverter recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenApiCustomizer parts(OpenApiProperties properties) {
        List<OpenApiCustomizer> parts = List.of(
            new ProblemStatuses(),
            new CommonParts(),
            new JavadocSentences(),
            new SecretProperties(),
            new Examples(properties.exampleForgeUrl())
        );
        return document -> parts.forEach(part -> part.customise(document));
    }
}
