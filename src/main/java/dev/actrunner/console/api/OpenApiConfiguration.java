package dev.actrunner.console.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(
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
        return document -> {
            Schema<?> token = (Schema<?>) document.getComponents().getSchemas().get("TokenRequest");
            Schema<?> value = token == null ? null : (Schema<?>) token.getProperties().get("value");
            if (value != null) {
                value.writeOnly(true).format("password");
            }
        };
    }
}
