package dev.actrunner.console.api.openapi;

import static java.util.Objects.requireNonNull;

import dev.actrunner.console.problem.ProblemType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Adds the problems that a call can answer with, by their statuses, to each operation of the OpenAPI document. */
final class ProblemStatuses implements OpenApiCustomizer {

    private static final String REF = "#/components/schemas/Problem";
    private static final Set<HttpStatus> WITH_RETRY = EnumSet.of(
        HttpStatus.TOO_MANY_REQUESTS,
        HttpStatus.SERVICE_UNAVAILABLE
    );

    @Override
    public void customise(OpenAPI document) {
        ResolvedSchema problem = ModelConverters.getInstance(true).readAllAsResolvedSchema(Problem.class);
        problem.referencedSchemas.forEach(document.getComponents()::addSchemas);
        Schema<?> schema = requireNonNull(document.getComponents().getSchemas().get("Problem"));
        Schema<?> type = requireNonNull((Schema<?>) schema.getProperties().get("type"));
        schema.addProperty("type", types(type.getDescription()));
        document
            .getPaths()
            .forEach((path, item) ->
                item
                    .readOperationsMap()
                    .forEach((method, call) ->
                        statuses(path, method, call).forEach((status, types) ->
                            call.getResponses().addApiResponse(String.valueOf(status.value()), answer(status, types))
                        )
                    )
            );
    }

    private static Schema<?> types(String description) {
        var type = new StringSchema();
        type.setTypes(Set.of("string"));
        type.setFormat("uri");
        type.setDescription(description);
        Arrays.stream(ProblemType.values()).forEach(each -> type.addEnumItem(each.uri().toString()));
        return type;
    }

    private static Map<HttpStatus, Set<ProblemType>> statuses(String path, HttpMethod method, Operation call) {
        var types = EnumSet.of(
            ProblemType.BAD_REQUEST,
            ProblemType.UNAUTHORIZED,
            ProblemType.CLUSTER_FORBIDDEN,
            ProblemType.HOST_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.INTERNAL,
            ProblemType.CLUSTER_UNAVAILABLE,
            ProblemType.CLUSTER_UNAUTHORIZED
        );
        boolean ofScaleSet = path.contains("/scale-sets/{name}");
        boolean ofRelease = path.contains("/helm-releases/{name}");
        boolean ofReceiver = path.contains("/receivers/{name}");
        boolean ofConnection = path.contains("{name}") && !ofScaleSet && !ofRelease && !ofReceiver;
        boolean silence = path.endsWith("/silence");
        boolean token = path.contains("/token");
        boolean apply = (method == HttpMethod.PUT && !silence) || (token && method == HttpMethod.POST);
        if (method != HttpMethod.GET) {
            types.addAll(EnumSet.of(ProblemType.CSRF, ProblemType.CROSS_SITE_REQUEST));
        }
        if (ofConnection) {
            types.add(apply && !token ? ProblemType.NAMESPACE_MISSING : ProblemType.CONNECTION_NOT_FOUND);
        }
        if (ofScaleSet && method != HttpMethod.PUT) {
            types.add(ProblemType.SCALE_SET_NOT_FOUND);
        }
        if (ofReceiver) {
            types.add(ProblemType.RECEIVER_NOT_FOUND);
        }
        if (silence) {
            types.add(ProblemType.CLUSTER_REJECTED);
        }
        if (ofRelease) {
            types.add(ProblemType.HELM_RELEASE_NOT_FOUND);
        }
        if (ofScaleSet && method == HttpMethod.DELETE) {
            types.add(ProblemType.CONNECTION_NOT_FOUND);
        }
        if (call.getRequestBody() != null) {
            types.addAll(
                EnumSet.of(
                    ProblemType.MALFORMED,
                    ProblemType.REQUEST_TIMEOUT,
                    ProblemType.CONTENT_TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE
                )
            );
        }
        if (call.getRequestBody() != null || call.getParameters() != null) {
            types.add(ProblemType.INVALID_REQUEST);
        }
        if (apply) {
            types.addAll(
                EnumSet.of(
                    ProblemType.FIELD_CONFLICT,
                    ProblemType.CLUSTER_REJECTED,
                    ProblemType.PROBE_FAILED,
                    ProblemType.KEDA_MISSING,
                    ProblemType.PRECONDITION_FAILED
                )
            );
        } else if (method == HttpMethod.DELETE && !token && !silence) {
            types.addAll(EnumSet.of(ProblemType.IN_USE, ProblemType.CLUSTER_REJECTED, ProblemType.PRECONDITION_FAILED));
        }
        return types.stream().collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toSet()));
    }

    private static ApiResponse answer(HttpStatus status, Set<ProblemType> types) {
        String description = types
            .stream()
            .sorted()
            .map(type -> "`" + type.id() + "`: " + type.title() + ". " + type.remediation())
            .collect(Collectors.joining("\n\n"));
        var answer = new ApiResponse()
            .description(description)
            .content(
                new Content().addMediaType(
                    org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                    new MediaType().schema(new Schema<>().$ref(REF))
                )
            );
        if (WITH_RETRY.contains(status)) {
            answer.addHeaderObject(HttpHeaders.RETRY_AFTER, new Header().$ref("#/components/headers/RetryAfter"));
        }
        return answer;
    }
}
