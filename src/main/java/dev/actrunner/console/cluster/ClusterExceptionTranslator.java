package dev.actrunner.console.cluster;

import dev.actrunner.console.cluster.apply.Conflict;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.cluster.kubeconfig.CredentialFailure;
import dev.actrunner.console.diagnosis.Redactor;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translates what fabric8 throws into a {@link ClusterException}. */
public final class ClusterExceptionTranslator {

    private static final Pattern CONFLICT = Pattern.compile("conflict with \"([^\"]+)\".*");
    private static final Pattern CANNOT = Pattern.compile(
        "User \"([^\"]+)\" cannot (\\w+) resource \"([^\"]+)\"(?:.*?(in the namespace \"[^\"]+\"|at the cluster scope))?"
    );
    private static final Pattern NAMESPACE_MISSING = Pattern.compile("namespaces \"[^\"]+\" not found");
    private static final int MAX_MESSAGE = 500;
    private static final String UNREACHABLE =
        "Check that the API server is running and reachable. The console reconnects by itself.";

    private ClusterExceptionTranslator() {}

    /**
     * @param e what was thrown
     * @param server the API server's address
     * @param object the object worked on, such as {@code Secret team-a/ci}
     * @param namespace the namespace worked in, null at cluster scope
     * @param redaction takes out of the API server's words what must not be shown
     */
    public static ClusterException of(
        KubernetesClientException e,
        String server,
        String object,
        @Nullable String namespace,
        UnaryOperator<String> redaction
    ) {
        if (credentialFailure(e) instanceof CredentialFailure failure) {
            return new ClusterException.Unauthorized(String.valueOf(failure.getMessage()), failure.remediation());
        }
        String message = redaction.apply(messageOf(e));
        List<Conflict> conflicts = conflicts(e.getStatus());
        // fabric8 gives 0 or -1 where no answer came.
        int code = Math.max(0, e.getCode());
        Optional<RejectionCause> cause = RejectionCause.of(code, message);
        return switch (code) {
            case 0 -> new ClusterException.Unavailable(
                "The Kubernetes API server " + server + " cannot be reached: " + reason(e) + ".",
                UNREACHABLE,
                0
            );
            case 401 -> new ClusterException.Unauthorized(CurrentIdentity.current() instanceof ClusterIdentity.Bearer);
            case 403 -> cause
                .map(c -> new ClusterException.Forbidden(forbidden(message, object), c.remediation()))
                .orElseGet(() -> new ClusterException.Forbidden(forbidden(message, object)));
            case 404 -> namespace != null && NAMESPACE_MISSING.matcher(message).find()
                ? new ClusterException.NamespaceMissing(namespace)
                : new ClusterException.Rejected(
                      "The API server does not know " + object + ": " + message,
                      "Check that it was not deleted, and that its kind is installed."
                  );
            // The console itself is no other manager: it is creating the object at this moment.
            case 409 -> conflicts.stream().allMatch(c -> c.manager().equals(Cluster.FIELD_MANAGER))
                ? cause
                      .map(c ->
                          new ClusterException.Changed(
                              "The API server refuses " + object + ": " + message,
                              c.remediation()
                          )
                      )
                      .orElseGet(() -> new ClusterException.Changed(object))
                : new ClusterException.FieldConflict(object, conflicts);
            case 400, 413, 422 -> new ClusterException.Rejected(
                "The API server refuses " + object + ": " + message,
                cause
                    .map(RejectionCause::remediation)
                    .orElse("Correct what the API server names. A policy of the cluster may be the cause.")
            );
            default -> new ClusterException.Unavailable(
                "The Kubernetes API server " + server + " answers with status " + e.getCode() + ": " + message,
                cause.map(RejectionCause::remediation).orElse(UNREACHABLE),
                code
            );
        };
    }

    private static @Nullable Throwable credentialFailure(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CredentialFailure) {
                return cause;
            }
        }
        return null;
    }

    private static String messageOf(KubernetesClientException e) {
        String message = Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElse("no reason given");
        String line = Redactor.line(message);
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
    }

    private static String forbidden(String message, String object) {
        Matcher cannot = CANNOT.matcher(message);
        if (!cannot.find()) {
            return "The API server forbids " + object + ": " + message;
        }
        String where = cannot.group(4) == null ? "" : " " + cannot.group(4).replace("\"", "");
        return cannot.group(1) + " may not " + cannot.group(2) + " " + cannot.group(3) + where + ".";
    }

    private static List<Conflict> conflicts(@Nullable Status status) {
        if (status == null || status.getDetails() == null || status.getDetails().getCauses() == null) {
            return List.of();
        }
        return status
            .getDetails()
            .getCauses()
            .stream()
            .filter(cause -> "FieldManagerConflict".equals(cause.getReason()))
            .map(cause -> new Conflict(manager(cause), cause.getField()))
            .toList();
    }

    private static String manager(StatusCause cause) {
        Matcher conflict = CONFLICT.matcher(cause.getMessage());
        return conflict.matches() ? conflict.group(1) : "another manager";
    }

    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return "its host name does not resolve";
                }
                case HttpTimeoutException _, TimeoutException _ -> {
                    return "no response in time";
                }
                case SSLException _ -> {
                    return "no TLS connection (does the kubeconfig have the CA certificate?)";
                }
                case ConnectException _ -> {
                    return "connection refused or no route";
                }
                default -> {
                }
            }
        }
        return "the connection broke";
    }
}
