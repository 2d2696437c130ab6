package dev.actrunner.console.web.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;
import org.thymeleaf.templateresource.StringTemplateResource;

/**
 * Reads templates without their indentation, a quarter of what a page would weigh. Lines stay, so that messages of faults name the
 * right ones, and words stay apart.
 */
final class CompactTemplateResolver extends SpringResourceTemplateResolver {

    @Override
    protected ITemplateResource computeTemplateResource(
        IEngineConfiguration configuration,
        @Nullable String ownerTemplate,
        String template,
        String resourceName,
        String characterEncoding,
        @Nullable Map<String, Object> attributes
    ) {
        ITemplateResource indented = super.computeTemplateResource(
            configuration,
            ownerTemplate,
            template,
            resourceName,
            characterEncoding,
            attributes
        );
        // Whoever resolves it says that it is missing.
        return indented.exists() ? new StringTemplateResource(compact(indented)) : indented;
    }

    private static String compact(ITemplateResource indented) {
        try (var reader = new BufferedReader(indented.reader())) {
            return reader.lines().map(String::strip).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
