package dev.actrunner.console.api.openapi;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the OpenAPI document.
 *
 * @param exampleForgeUrl the forge URL in the examples, so that they can be sent as they are
 */
@ConfigurationProperties("console.openapi")
record OpenApiProperties(@DefaultValue("https://git.example.com") String exampleForgeUrl) {}
