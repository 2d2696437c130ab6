package dev.actrunner.console.keda.authentication;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a TriggerAuthentication's {@code spec} that the console writes, and of what else may give parameters their
 * names (KEDA's {@code triggerauthentication_types.go}).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuthenticationSpec(
    @Nullable List<SecretTargetRef> secretTargetRef,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable List<Parameter> env,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable List<Parameter> configMapTargetRef,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable List<Parameter> boundServiceAccountToken,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable Vault hashiCorpVault,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable Vault azureKeyVault,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable Vault gcpSecretManager,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable Vault awsSecretManager
) {
    /** One that takes all parameters from Secrets. */
    public AuthenticationSpec(List<SecretTargetRef> secretTargetRef) {
        this(secretTargetRef, null, null, null, null, null, null, null);
    }

    /** A parameter, wherever its value is. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Parameter(@Nullable String parameter) {}

    /** A store of secrets outside the cluster. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Vault(@Nullable List<Parameter> secrets) {}

    /** The parameters that something else than a Secret gives. */
    List<String> otherParameters() {
        var vaults = Stream.of(hashiCorpVault, azureKeyVault, gcpSecretManager, awsSecretManager).map(v ->
            v == null ? null : v.secrets()
        );
        return Stream.concat(Stream.of(env, configMapTargetRef, boundServiceAccountToken), vaults)
            .flatMap(list -> list == null ? Stream.of() : list.stream())
            .flatMap(p -> Stream.ofNullable(p.parameter()))
            .toList();
    }
}
