package dev.actrunner.console.api.error;

import dev.actrunner.console.api.resource.ProbeResource;
import dev.actrunner.console.browser.RequestPath;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every error of the API with a problem detail (RFC 9457) of a stable type and with a remediation. No text of a
 * request, of a forge or of Jackson goes into it, because a token could be in any of them.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);
    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> problem(ProblemException e, WebRequest request) {
        ProblemDetail problem = e.getBody();
        if (e instanceof ConnectionException.ProbeFailed failed) {
            problem.setProperty("probe", ProbeResource.of(failed.report()));
        }
        return answer(e, problem, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> parameter(MethodArgumentTypeMismatchException e, WebRequest request) {
        return answer(e, invalid(new FieldError(e.getName(), expected(e.getRequiredType()))), request);
    }

    /** Does not repeat what is wrong with the query, whoever notices it first when it is read: Tomcat, or Spring's firewall. */
    @ExceptionHandler({ InvalidParameterException.class, RequestRejectedException.class })
    @Nullable
    ResponseEntity<Object> query(RuntimeException e, WebRequest request) {
        return answer(e, ProblemType.BAD_REQUEST.with("The query, or the form, is not well encoded."), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        LOG.error("Unexpected failure of {}", request.getDescription(false), e);
        return answer(e, ProblemType.INTERNAL.with("The console failed to handle the request."), request);
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
                ? ProblemType.CONTENT_TOO_LARGE.with(tooLong.getReason())
                : UnreadableBody.problem(e.getCause());
        return answer(e, problem, request);
    }

    /** Shows errors of pages as pages; everything else gets its problem. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
        Exception e,
        @Nullable Object body,
        HttpHeaders headers,
        HttpStatusCode status,
        WebRequest request
    ) {
        if (request instanceof ServletWebRequest servlet && !RequestPath.of(servlet.getRequest()).startsWith("/api/")) {
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
        if (status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS) || status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
            own.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, own, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            complete(problem, status);
        }
        return answer;
    }

    /** Adds type, title and remediation to a problem that Spring found, which has a status alone. */
    private static void complete(ProblemDetail problem, HttpStatusCode status) {
        ProblemType type = ProblemType.of(status);
        if (problem.getType() == null && type != null) {
            problem.setType(type.uri());
            problem.setTitle(type.title());
            problem.setProperty("remediation", type.remediation());
        }
    }

    private @Nullable ResponseEntity<Object> answer(Exception e, ProblemDetail problem, WebRequest request) {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
        return handleExceptionInternal(e, problem, new HttpHeaders(), status, request);
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "is not of the right type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        return type == boolean.class || type == Boolean.class ? "must be true or false" : "must be a whole number";
    }

    static ProblemDetail invalid(FieldError error) {
        return new ConnectionException.Invalid(List.of(error)).getBody();
    }
}
