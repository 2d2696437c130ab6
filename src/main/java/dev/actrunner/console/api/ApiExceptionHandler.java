package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.ProbeResource;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.keda.KedaNotInstalledException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every error of the API as a problem detail (RFC 9457) with a stable type. No text of a request, of a forge or of Jackson
 * goes into it, because a token could be in any of them.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);
    static final String TYPES = "urn:act-runner-console:problem:";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> cluster(ClusterException e, WebRequest request) {
        ProblemDetail problem = switch (e) {
            case ClusterException.Unavailable _ -> of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "cluster-unavailable",
                "Cluster unavailable",
                e
            );
            case ClusterException.Unauthorized it when it.isCallers() -> of(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "Not signed in",
                e
            );
            case ClusterException.Unauthorized _ -> of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "cluster-unauthorized",
                "Cluster credentials refused",
                e
            );
            case ClusterException.Forbidden _ -> of(
                HttpStatus.FORBIDDEN,
                "cluster-forbidden",
                "Forbidden by the cluster",
                e
            );
            case ClusterException.NamespaceMissing _ -> of(
                HttpStatus.NOT_FOUND,
                "namespace-missing",
                "No such namespace",
                e
            );
            case ClusterException.FieldConflict conflict -> {
                ProblemDetail it = of(HttpStatus.CONFLICT, "field-conflict", "Fields are managed by others", e);
                it.setProperty("conflicts", conflict.conflicts());
                yield it;
            }
            case ClusterException.Changed _ -> of(
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed",
                "Changed meanwhile",
                e
            );
            case ClusterException.Rejected _ -> of(
                HttpStatus.CONFLICT,
                "cluster-rejected",
                "Refused by the cluster",
                e
            );
        };
        problem.setProperty("remediation", e.remediation());
        return answer(e, problem, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> connection(ConnectionException e, WebRequest request) {
        ProblemDetail problem = switch (e) {
            case ConnectionException.Invalid invalid -> invalid(invalid.problems());
            case ConnectionException.NotFound _ -> of(
                HttpStatus.NOT_FOUND,
                "connection-not-found",
                "No such connection",
                e
            );
            case ConnectionException.Precondition _ -> of(
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed",
                "Condition not met",
                e
            );
            case ConnectionException.InUse _ -> of(HttpStatus.CONFLICT, "in-use", "Connection in use", e);
            case ConnectionException.ProbeFailed failed -> {
                ProblemDetail it = of(HttpStatus.CONFLICT, "probe-failed", "Probe failed", e);
                it.setProperty("probe", ProbeResource.of(failed.report()));
                yield it;
            }
        };
        problem.setProperty("remediation", e.remediation());
        return answer(e, problem, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> keda(KedaNotInstalledException e, WebRequest request) {
        ProblemDetail problem = of(HttpStatus.CONFLICT, "keda-missing", "KEDA is not installed", e);
        problem.setProperty("remediation", e.remediation());
        return answer(e, problem, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> parameter(MethodArgumentTypeMismatchException e, WebRequest request) {
        return answer(e, invalid(List.of(new FieldError(e.getName(), "is not of the right type"))), request);
    }

    /** What is wrong with it is not repeated. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> query(InvalidParameterException e, WebRequest request) {
        String detail = "The query, or the form, is not well encoded.";
        return answer(e, problem(HttpStatus.BAD_REQUEST, "bad-request", detail), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        LOG.error("Unexpected failure of {}", request.getDescription(false), e);
        String detail = "The console failed; its log says why.";
        return answer(e, problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal", detail), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
        HttpMessageNotReadableException e,
        HttpHeaders headers,
        HttpStatusCode status,
        WebRequest request
    ) {
        // A body that is too long is met while it is read, and Jackson puts that into an exception of its own.
        ProblemDetail problem =
            e.getRootCause() instanceof ResponseStatusException tooLong
                ? of(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "Content too large", tooLong)
                : UnreadableBody.problem(e.getCause());
        return answer(e, problem, request);
    }

    /** Errors of pages are shown as pages; everything else gets its problem. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
        Exception e,
        @Nullable Object body,
        HttpHeaders headers,
        HttpStatusCode status,
        WebRequest request
    ) {
        if (request instanceof ServletWebRequest servlet && !servlet.getRequest().getRequestURI().startsWith("/api/")) {
            try {
                if (servlet.getResponse() != null) {
                    servlet.getResponse().sendError(status.value());
                }
            } catch (IOException gone) {
                LOG.debug("The reader left before the error page", gone);
            }
            return null;
        }
        var own = new HttpHeaders();
        own.putAll(headers);
        own.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, own, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem && problem.getType() == null) {
            problem.setType(URI.create(TYPES + kind(status)));
        }
        return answer;
    }

    /** The type of a problem that Spring found: its status in words, such as {@code method-not-allowed}. */
    private static String kind(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "http-" + status.value() : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private @Nullable ResponseEntity<Object> answer(Exception e, ProblemDetail problem, WebRequest request) {
        return handleExceptionInternal(
            e,
            problem,
            new HttpHeaders(),
            HttpStatusCode.valueOf(problem.getStatus()),
            request
        );
    }

    private static ProblemDetail of(HttpStatus status, String type, String title, Exception e) {
        ProblemDetail problem = problem(status, type, e.getMessage());
        problem.setTitle(title);
        return problem;
    }

    static ProblemDetail problem(HttpStatus status, String type, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + type));
        return problem;
    }

    static ProblemDetail invalid(List<FieldError> errors) {
        String fields = errors.size() == 1 ? "a field that is" : "fields that are";
        String detail = "The request has " + fields + " not right: see errors.";
        ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-request", detail);
        problem.setTitle("Invalid request");
        problem.setProperty("errors", errors);
        return problem;
    }
}
