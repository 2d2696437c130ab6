package dev.actrunner.console.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Names the problems (RFC 9457) that the console answers with: the one table of statuses, titles and remediations, for
 * the API, the pages and the filters before them.
 */
public enum ProblemType {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "Bad request", "Percent-encode the path, the query and the form as UTF-8."),
    MALFORMED(HttpStatus.BAD_REQUEST, "Malformed body", "Send one complete JSON object as the body."),
    UNAUTHORIZED(
        HttpStatus.UNAUTHORIZED,
        "Not signed in",
        "Send the header Authorization: Bearer with a token that the cluster accepts."
    ),
    CSRF(
        HttpStatus.FORBIDDEN,
        "CSRF token missing",
        "Send the CSRF token of the session, or send Authorization: Bearer instead of a session's cookie."
    ),
    CLUSTER_FORBIDDEN(
        HttpStatus.FORBIDDEN,
        "Forbidden by the cluster",
        "Ask the cluster's administrator for a Role and RoleBinding that allow it."
    ),
    CROSS_SITE_REQUEST(
        HttpStatus.FORBIDDEN,
        "Cross-site request",
        "Send the request from the console's own pages, or without a browser."
    ),
    HOST_NOT_ALLOWED(
        HttpStatus.FORBIDDEN,
        "Host not allowed",
        "Use http://127.0.0.1 with its port, or add the name to console.security.allowed-hosts."
    ),
    CONNECTION_NOT_FOUND(
        HttpStatus.NOT_FOUND,
        "Connection not found",
        "List the connections with GET /api/v1/connections, or create this one with PUT."
    ),
    SCALE_SET_NOT_FOUND(
        HttpStatus.NOT_FOUND,
        "Scale set not found",
        "List the scale sets with GET /api/v1/scale-sets, or create this one with PUT."
    ),
    HELM_RELEASE_NOT_FOUND(
        HttpStatus.NOT_FOUND,
        "Helm release not found",
        "List the releases with GET /api/v1/namespaces/{ns}/helm-releases, or paste the chart's values."
    ),
    RECEIVER_NOT_FOUND(
        HttpStatus.NOT_FOUND,
        "Receiver not found",
        "List the receivers with GET /api/v1/notifications/receivers."
    ),
    NAMESPACE_MISSING(
        HttpStatus.NOT_FOUND,
        "Namespace not found",
        "Choose another namespace, or let the console create it (createNamespace=true)."
    ),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", "Check the path against the OpenAPI document at /v3/api-docs."),
    METHOD_NOT_ALLOWED(
        HttpStatus.METHOD_NOT_ALLOWED,
        "Method not allowed",
        "Use one of the methods that the Allow header lists."
    ),
    NOT_ACCEPTABLE(
        HttpStatus.NOT_ACCEPTABLE,
        "Not acceptable",
        "Ask for application/json, or leave out the Accept header."
    ),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "Request timeout", "Send the whole body without pausing."),
    FIELD_CONFLICT(
        HttpStatus.CONFLICT,
        "Field conflict",
        "Change the fields where they are managed, or take ownership of them (force=true)."
    ),
    CLUSTER_REJECTED(
        HttpStatus.CONFLICT,
        "Rejected by the cluster",
        "Correct what the API server or its admission webhook rejects, and repeat the request."
    ),
    IN_USE(
        HttpStatus.CONFLICT,
        "Connection in use",
        "Delete or change what uses the connection, or ignore it (force=true): KEDA then stops scaling it."
    ),
    PROBE_FAILED(HttpStatus.CONFLICT, "Probe failed", "Correct what the failed check in probe names."),
    KEDA_MISSING(HttpStatus.CONFLICT, "KEDA is not installed", "Install KEDA, and repeat the request."),
    PRECONDITION_FAILED(
        HttpStatus.PRECONDITION_FAILED,
        "Precondition failed",
        "Read the connection again, and repeat the change with its new ETag."
    ),
    CONTENT_TOO_LARGE(
        HttpStatus.CONTENT_TOO_LARGE,
        "Content too large",
        "Send a smaller body: console.limits.max-body-size is the limit."
    ),
    UNSUPPORTED_MEDIA_TYPE(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "Unsupported media type",
        "Send the body as JSON with the header Content-Type: application/json."
    ),
    INVALID_REQUEST(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid request", "Correct the fields that errors names."),
    TOO_MANY_REQUESTS(
        HttpStatus.TOO_MANY_REQUESTS,
        "Too many requests",
        "Wait for the number of seconds in the Retry-After header, then repeat the request."
    ),
    INTERNAL(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Internal error",
        "Search the console's log for the request ID in the X-Request-Id header."
    ),
    CLUSTER_UNAVAILABLE(
        HttpStatus.SERVICE_UNAVAILABLE,
        "Cluster unavailable",
        "Repeat the request when the Kubernetes API server answers again."
    ),
    CLUSTER_UNAUTHORIZED(
        HttpStatus.SERVICE_UNAVAILABLE,
        "Cluster credentials refused",
        "Give the console valid credentials for the cluster, or restart its pod."
    );

    private static final String PREFIX = "urn:act-runner-console:problem:";

    private final HttpStatus status;
    private final String title;
    private final String remediation;

    ProblemType(HttpStatus status, String title, String remediation) {
        this.status = status;
        this.title = title;
        this.remediation = remediation;
    }

    /** Finds the type of a problem that Spring reports by its status alone; null for a status that has none. */
    public static @Nullable ProblemType of(HttpStatusCode status) {
        return Arrays.stream(values())
            .filter(type -> type.status.value() == status.value() && type.id().equals(type.statusInWords()))
            .findFirst()
            .orElse(null);
    }

    /** Returns the last part of the URI: {@code field-conflict}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the URI in {@code type}: {@code urn:act-runner-console:problem:field-conflict}. */
    public URI uri() {
        return URI.create(PREFIX + id());
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Returns what to do about it where nothing more precise is known. */
    public String remediation() {
        return remediation;
    }

    /** Builds a problem detail with the type's own remediation. */
    public ProblemDetail with(@Nullable String detail) {
        return with(detail, remediation);
    }

    /** Builds a problem detail. */
    public ProblemDetail with(@Nullable String detail, String remediation) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(uri());
        problem.setTitle(title);
        problem.setProperty("remediation", remediation);
        return problem;
    }

    private String statusInWords() {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
