package dev.actrunner.console.connection.request;

import dev.actrunner.console.connection.ConnectionSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, as somebody typed it: the one form of input of the REST API and of the wizard.
 * {@link ConnectionRequestValidator} turns it into a {@link ConnectionSpec} or says what is wrong with it.
 *
 * @param forge the forge
 * @param scope whose jobs are counted
 * @param token the API token; absent on a change, the stored one is kept
 * @param triggerAuthentication KEDA's object; absent, a TriggerAuthentication is made
 * @param runnerLabels the labels that the scaled runners offer, names only
 * @param nameOverride as in the chart: replaces {@code act-runner-controller} in names and labels
 * @param fullnameOverride as in the chart: replaces the whole prefix of the objects' names
 * @param additionalLabels labels for both objects
 * @param additionalAnnotations annotations for both objects
 */
public record ConnectionRequest(
    @Valid @NotNull(message = "is missing: give the forge's address as forge.url") @Nullable ForgeRequest forge,
    @Valid @NotNull(message = "is missing: give scope.kind as admin, org, user or repo") @Nullable ScopeRequest scope,
    @Valid @Nullable TokenRequest token,
    @Valid @Nullable TriggerAuthenticationRequest triggerAuthentication,
    @Size(max = 50, message = "has more than 50 labels")
    @Nullable
    List<@NotNull(message = "is null") @ValidFormat(FieldFormat.RUNNER_LABEL) String> runnerLabels,
    @ValidFormat(FieldFormat.NAME_OVERRIDE) @Nullable String nameOverride,
    @ValidFormat(FieldFormat.NAME_OVERRIDE) @Nullable String fullnameOverride,
    @Nullable
    Map<
        @ValidFormat(FieldFormat.METADATA_KEY) String,
        @NotNull(message = "is null") @ValidFormat(FieldFormat.LABEL_VALUE) String
    > additionalLabels,
    @Nullable
    Map<@ValidFormat(FieldFormat.METADATA_KEY) String, @NotNull(message = "is null") String> additionalAnnotations
) {
    /**
     * @param url the forge's base address
     * @param platform {@code auto}, {@code forgejo} or {@code gitea}; absent means auto
     * @param ca the authority of its certificate, in the connection's namespace: {@code ConfigMap/name/key} or
     *     {@code Secret/name/key}; absent for one that is trusted anyway
     */
    public record ForgeRequest(
        @NotNull(message = "is missing: enter the forge's address, such as https://git.example.com")
        @ValidFormat(FieldFormat.FORGE_URL)
        @Nullable
        String url,
        @ValidFormat(FieldFormat.PLATFORM) @Nullable String platform,
        @ValidFormat(FieldFormat.CA_REF) @Nullable String ca
    ) {}

    /**
     * @param kind {@code admin}, {@code org}, {@code user} or {@code repo}
     * @param org the organization, for org
     * @param owner the repository's owner, for repo
     * @param repo the repository, for repo
     */
    @ValidScope
    public record ScopeRequest(
        @NotNull(message = "is missing: choose admin, org, user or repo")
        @ValidFormat(FieldFormat.SCOPE_KIND)
        @Nullable
        String kind,
        @ValidFormat(FieldFormat.ORG) @Nullable String org,
        @ValidFormat(FieldFormat.OWNER) @Nullable String owner,
        @ValidFormat(FieldFormat.REPO) @Nullable String repo
    ) {}

    /**
     * A token, or the Secret that has it.
     *
     * @param value the token
     * @param secretName a Secret that is there already, in the connection's namespace
     * @param secretKey the Secret's key; absent means {@code token}
     */
    @ExactlyOneTokenSource
    public record TokenRequest(
        @ValidFormat(FieldFormat.API_TOKEN) @Nullable String value,
        @ValidFormat(FieldFormat.OBJECT_NAME) @Nullable String secretName,
        @ValidFormat(FieldFormat.SECRET_KEY) @Nullable String secretKey
    ) {
        @Override
        public String toString() {
            return "TokenRequest[value=***, secretName=" + secretName + ", secretKey=" + secretKey + "]";
        }
    }

    /**
     * @param create whether to make one; absent means yes
     * @param name its name; absent, the chart's
     * @param clusterScoped whether to make a ClusterTriggerAuthentication; absent means no
     */
    public record TriggerAuthenticationRequest(
        @Nullable Boolean create,
        @ValidFormat(FieldFormat.OBJECT_NAME) @Nullable String name,
        @Nullable Boolean clusterScoped
    ) {}
}
