package dev.actrunner.console.api.openapi;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds examples to the OpenAPI document: the files {@code openapi/<operationId>.request.<name>.json} for bodies and
 * {@code openapi/<operationId>.<status>.json} for answers.
 */
final class Examples implements OpenApiCustomizer {

    private static final String FILES = "classpath:/openapi/*.json";
    private static final String REQUEST = "request";
    private static final String ADDRESS = "https://git.example.com";

    private final String forgeUrl;

    /** @param forgeUrl the forge that the examples name, so that they can be sent as they stand */
    Examples(String forgeUrl) {
        this.forgeUrl = forgeUrl;
    }

    @Override
    public void customise(OpenAPI document) {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources(FILES);
            // Swagger UI shows the first of several.
            Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
            for (Resource file : files) {
                String text = file.getContentAsString(StandardCharsets.UTF_8).replace(ADDRESS, forgeUrl);
                add(document, String.valueOf(file.getFilename()).split("\\."), JsonMapper.shared().readTree(text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(OpenAPI document, String[] name, JsonNode value) {
        document
            .getPaths()
            .values()
            .stream()
            .flatMap(path -> path.readOperations().stream())
            .filter(call -> name[0].equals(call.getOperationId()))
            .forEach(call -> {
                boolean request = name[1].equals(REQUEST);
                String key = request ? name[2] : name[1];
                Content content = request
                    ? call.getRequestBody().getContent()
                    : requireNonNull(call.getResponses().get(name[1]), name[1]).getContent();
                add(content, key, value);
            });
    }

    private static void add(Content content, String key, JsonNode value) {
        Object plain = JsonMapper.shared().convertValue(value, Object.class);
        content.forEach((type, body) -> {
            if (MediaType.parseMediaType(type).getSubtype().endsWith("json")) {
                body.addExamples(key, new Example().summary(key.replace('-', ' ')).value(plain));
            }
        });
    }
}
