package dev.actrunner.console.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.HtmlUtils;

/** Turns the descriptions that come from Javadoc into Markdown that begins with a capital letter. */
final class JavadocSentences implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().getSchemas().values().forEach(JavadocSentences::edit);
        document
            .getPaths()
            .values()
            .stream()
            .flatMap(path -> path.readOperations().stream())
            .forEach(JavadocSentences::edit);
    }

    private static void edit(Schema<?> schema) {
        schema.setDescription(sentence(schema.getDescription()));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(JavadocSentences::edit);
        }
    }

    private static void edit(Operation call) {
        call.setDescription(sentence(call.getDescription()));
        if (call.getParameters() != null) {
            call.getParameters().forEach(parameter -> parameter.setDescription(sentence(parameter.getDescription())));
        }
    }

    private static @Nullable String sentence(@Nullable String javadoc) {
        if (javadoc == null) {
            return null;
        }
        String markdown = javadoc.replaceAll("</?code>", "`").replaceAll("</?p>", "").replaceAll("\\s+", " ");
        return StringUtils.capitalize(HtmlUtils.htmlUnescape(markdown).strip());
    }
}
