package dev.actrunner.console.keda.authentication;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Base of KEDA's two authentication kinds, which map Secrets to a trigger's parameters. */
public abstract class Authentication extends CustomResource<AuthenticationSpec, AuthenticationStatus> {

    // fabric8 would make an empty one, and its absence means something: KEDA has not looked yet.
    @Override
    protected @Nullable AuthenticationSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable AuthenticationStatus initStatus() {
        return null;
    }

    /**
     * Returns where the token comes from, by the parameter that gives it: {@code token}, which both scalers read, else
     * {@code bearerToken} or {@code apiKey}, which metrics-api reads too. Empty when this authentication gives none.
     */
    public Optional<SecretTargetRef> tokenSource() {
        return Stream.of("token", "bearerToken", "apiKey")
            .flatMap(parameter ->
                secrets()
                    .stream()
                    .filter(r -> r.parameter().equals(parameter))
            )
            .findFirst();
    }

    /** Returns the parameters that it gives a trigger, and their Secrets. */
    public List<SecretTargetRef> secrets() {
        AuthenticationSpec spec = getSpec();
        List<SecretTargetRef> refs = spec == null ? null : spec.secretTargetRef();
        return refs == null ? List.of() : refs;
    }

    /** The parameters that it takes from somewhere else, such as an environment variable or a vault. */
    public List<String> otherParameters() {
        AuthenticationSpec spec = getSpec();
        return spec == null ? List.of() : spec.otherParameters();
    }

    /** The ScaledObjects and ScaledJobs that use it, as far as KEDA has said. */
    public List<String> users() {
        AuthenticationStatus status = getStatus();
        return status == null ? List.of() : status.users();
    }
}
