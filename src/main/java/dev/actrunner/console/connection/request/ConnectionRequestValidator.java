package dev.actrunner.console.connection.request;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.ConnectionSpec.AuthenticationKind;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.connection.TokenSource;
import dev.actrunner.console.connection.request.ConnectionRequest.ForgeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.ScopeRequest;
import dev.actrunner.console.connection.request.ConnectionRequest.TokenRequest;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Validates requests from the API and from the wizard alike, and turns them into a {@link ConnectionSpec}. */
@Component
public class ConnectionRequestValidator {

    private static final String DEFAULT_KEY = "token";

    private final Validator validator;

    public ConnectionRequestValidator(Validator validator) {
        this.validator = validator;
    }

    /** Returns what is wrong with a request, sorted by field; empty when nothing is. */
    public List<FieldError> problems(ConnectionRequest request) {
        return validator
            .validate(request)
            .stream()
            .map(v -> new FieldError(field(v.getPropertyPath()), v.getMessage()))
            .distinct()
            .sorted(Comparator.comparing(FieldError::field))
            .toList();
    }

    /** @throws ConnectionException.Invalid when anything is wrong */
    public ConnectionSpec check(ConnectionRequest request) {
        requireNoProblems(request);
        var authentication = request.triggerAuthentication();
        boolean create = authentication == null || !Boolean.FALSE.equals(authentication.create());
        boolean clusterScoped = authentication != null && Boolean.TRUE.equals(authentication.clusterScoped());
        var spec = new ConnectionSpec(
            forge(request),
            platform(request),
            ca(request),
            scope(requireNonNull(request.scope())),
            token(request.token()),
            create
                ? clusterScoped
                    ? AuthenticationKind.CLUSTER
                    : AuthenticationKind.NAMESPACED
                : AuthenticationKind.NONE,
            authentication == null ? null : authentication.name(),
            labels(request),
            request.nameOverride(),
            request.fullnameOverride(),
            requireNonNullElse(request.additionalLabels(), Map.of()),
            requireNonNullElse(request.additionalAnnotations(), Map.of())
        );
        requireFindable(spec);
        return spec;
    }

    /**
     * Checks a request to probe and store nothing, which must bring its token.
     *
     * @throws ConnectionException.Invalid when anything is wrong
     */
    public ProbeTarget checkProbe(ConnectionRequest request) {
        requireNoProblems(request);
        if (!(token(request.token()) instanceof TokenSource.Given(ApiToken given, _))) {
            throw new ConnectionException.Invalid(
                "token.value",
                "is missing: a probe that stores nothing needs the token itself"
            );
        }
        return new ProbeTarget(
            forge(request),
            platform(request),
            scope(requireNonNull(request.scope())),
            labels(request),
            given,
            null
        );
    }

    /**
     * Checks the namespace of a request that stores nothing, which is there to look up an authority in.
     *
     * @throws ConnectionException.Invalid when none can be called so, or it is missing and the request names an authority
     */
    public static void requireNamespaceFor(@Nullable CaRef ca, @Nullable String namespace) {
        if (namespace != null) {
            KubernetesNames.requireNamespace(namespace);
        } else if (ca != null) {
            throw ConnectionException.invalid("namespace", "is missing: forge.ca is looked up in it");
        }
    }

    private void requireNoProblems(ConnectionRequest request) {
        List<FieldError> problems = problems(request);
        if (!problems.isEmpty()) {
            throw new ConnectionException.Invalid(problems);
        }
    }

    /** The console never lists Secrets, so it finds a connection by KEDA's object or by the Secret's usual name. */
    private static void requireFindable(ConnectionSpec spec) {
        if (spec.makesAuthentication()) {
            return;
        }
        if (spec.token() instanceof TokenSource.Existing) {
            throw new ConnectionException.Invalid(
                "triggerAuthentication.create",
                "is false and the Secret exists already, so there is nothing to apply: let the console create one of the two"
            );
        }
        if (spec.nameOverride() != null || spec.fullnameOverride() != null) {
            throw new ConnectionException.Invalid(
                "triggerAuthentication.create",
                "is false, and with a name overridden the console would not find the Secret again: leave out nameOverride and" +
                    " fullnameOverride, or let the console create a TriggerAuthentication"
            );
        }
    }

    private static ForgeUrl forge(ConnectionRequest request) {
        return new ForgeUrl(requireNonNull(requireNonNull(request.forge()).url()));
    }

    private static @Nullable Platform platform(ConnectionRequest request) {
        ForgeRequest forge = request.forge();
        String platform = forge == null ? null : forge.platform();
        return platform == null || platform.equals("auto") ? null : Platform.of(platform);
    }

    /** The authority that a request without problems names, null for none. */
    public static @Nullable CaRef ca(ConnectionRequest request) {
        String ca = requireNonNull(request.forge()).ca();
        return ca == null ? null : CaRef.parse(ca);
    }

    private static JobScope scope(ScopeRequest scope) {
        return switch (requireNonNull(scope.kind())) {
            case "org" -> new JobScope.Org(requireNonNull(scope.org()));
            case "user" -> new JobScope.User();
            case "repo" -> new JobScope.Repo(requireNonNull(scope.owner()), requireNonNull(scope.repo()));
            default -> new JobScope.Admin();
        };
    }

    private static TokenSource token(@Nullable TokenRequest token) {
        if (token == null) {
            return new TokenSource.Stored();
        }
        String key = requireNonNullElse(token.secretKey(), DEFAULT_KEY);
        return token.secretName() == null
            ? new TokenSource.Given(new ApiToken(requireNonNull(token.value())), key)
            : new TokenSource.Existing(token.secretName(), key);
    }

    private static RunnerLabels labels(ConnectionRequest request) {
        return new RunnerLabels(requireNonNullElse(request.runnerLabels(), List.of()));
    }

    /** The path as JSON would write it, without what Bean Validation adds about containers. */
    private static String field(Path path) {
        var field = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKey() != null) {
                field.append('[').append(node.getKey()).append(']');
            } else if (node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            }
            if (node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return field.toString();
    }
}
