package dev.actrunner.console.api.openapi;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Describes once what many operations of the OpenAPI document share: path parameters and headers of answers. */
final class CommonParts implements OpenApiCustomizer {

    private record PathParameter(String description, String example) {}

    private static final Map<String, PathParameter> IN_PATH = Map.of(
        "ns",
        new PathParameter("The connection's namespace", "team-a"),
        "name",
        new PathParameter("The connection's name", "ci")
    );

    @Override
    public void customise(OpenAPI document) {
        document
            .getPaths()
            .values()
            .stream()
            .flatMap(path -> path.readOperations().stream())
            .forEach(CommonParts::complete);
    }

    private static void complete(Operation call) {
        if (call.getParameters() != null) {
            call.getParameters().forEach(CommonParts::describe);
        }
        call.getResponses().values().forEach(CommonParts::complete);
        ApiResponse notModified = call.getResponses().get("304");
        if (notModified != null) {
            notModified.setContent(null);
        }
    }

    private static void describe(Parameter parameter) {
        PathParameter known = IN_PATH.get(parameter.getName());
        if (known != null && "path".equals(parameter.getIn())) {
            parameter.description(known.description()).example(known.example());
        }
    }

    private static void complete(ApiResponse answer) {
        jsonFirst(answer);
        if (answer.getHeaders() != null) {
            answer.getHeaders().replaceAll((name, _) -> reference(name));
        }
        answer.addHeaderObject("X-Request-Id", reference("X-Request-Id"));
    }

    /** Generators take the first media type of several. */
    private static void jsonFirst(ApiResponse answer) {
        Content content = answer.getContent();
        MediaType json = content == null ? null : content.get(APPLICATION_JSON_VALUE);
        if (content != null && json != null) {
            var ordered = new Content();
            ordered.addMediaType(APPLICATION_JSON_VALUE, json);
            content.forEach(ordered::putIfAbsent);
            answer.setContent(ordered);
        }
    }

    private static Header reference(String name) {
        return new Header().$ref("#/components/headers/" + name.replace("-", ""));
    }
}
