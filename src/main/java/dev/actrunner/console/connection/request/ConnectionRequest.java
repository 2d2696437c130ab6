package dev.actrunner.console.connection.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.connection.ConnectionSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request to create or change a connection. The REST API and the wizard both take it.
 *
 * @param forge the forge
 * @param scope whose jobs are counted
 * @param token the API token; absent in a change, the stored one is kept
 * @param triggerAuthentication KEDA's object; absent, a TriggerAuthentication is created
 * @param runnerLabels the labels that the scaled runners offer, names only, 50 at most; absent, jobs of all labels are counted
 * @param nameOverride replaces {@code act-runner-controller} in names and labels, as in the Helm chart
 * @param fullnameOverride replaces the whole prefix of the objects' names, as in the Helm chart
 * @param additionalLabels labels for both objects
 * @param additionalAnnotations annotations for both objects
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionRequest(
    @Valid @NotNull(message = "is missing: enter the forge URL as forge.url") @Nullable ForgeRequest forge,
    @Valid @NotNull(message = "is missing: set scope.kind to admin, org, user or repo") @Nullable ScopeRequest scope,
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
     * A forge.
     *
     * @param url its base address such as {@code https://git.example.com}, with the sub-path if it has one
     * @param platform its software; {@code auto} or absent, it is detected
     * @param ca the CA certificate that its certificate is verified with, in the connection's namespace:
     *     {@code ConfigMap/name/key} or {@code Secret/name/key}; absent, the console's own CA certificates are used
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ForgeRequest(
        @NotNull(message = "is missing: enter the forge URL, such as https://git.example.com")
        @ValidFormat(FieldFormat.FORGE_URL)
        @Nullable
        String url,
        @ValidFormat(FieldFormat.PLATFORM)
        @Schema(allowableValues = { "auto", "forgejo", "gitea" })
        @Nullable
        String platform,
        @ValidFormat(FieldFormat.CA_REF) @Nullable String ca
    ) {}

    /**
     * A scope: whose jobs are counted.
     *
     * @param kind {@code admin} for the whole forge, {@code org} for an organization, {@code user} for the token's owner,
     *     {@code repo} for a repository
     * @param org the organization's name; required with {@code org}
     * @param owner the repository's owner; required with {@code repo}
     * @param repo the repository's name; required with {@code repo}
     */
    @ValidScope
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScopeRequest(
        @NotNull(message = "is missing: choose admin, org, user or repo")
        @ValidFormat(FieldFormat.SCOPE_KIND)
        @Schema(allowableValues = { "admin", "org", "user", "repo" })
        @Nullable
        String kind,
        @ValidFormat(FieldFormat.ORG) @Nullable String org,
        @ValidFormat(FieldFormat.OWNER) @Nullable String owner,
        @ValidFormat(FieldFormat.REPO) @Nullable String repo
    ) {}

    /**
     * An API token, or the Secret that holds it; one of the two.
     *
     * @param value the token
     * @param secretName an existing Secret in the connection's namespace
     * @param secretKey the Secret's key; absent, {@code token}
     */
    @ExactlyOneTokenSource
    @JsonInclude(JsonInclude.Include.NON_NULL)
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
     * KEDA's object for the connection.
     *
     * @param create whether to create one; absent, {@code true}
     * @param name its name; absent, the Helm chart's
     * @param clusterScoped whether to create a ClusterTriggerAuthentication, with its Secret in KEDA's namespace; absent,
     *     {@code false}. Warning: whoever may create a ScaledObject anywhere can pair it with a URL of their own and so
     *     obtain the token (kedacore/keda#7782).
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TriggerAuthenticationRequest(
        @Nullable Boolean create,
        @ValidFormat(FieldFormat.OBJECT_NAME) @Nullable String name,
        @Nullable Boolean clusterScoped
    ) {}

    /** The same request for another scope. */
    public ConnectionRequest withScope(@Nullable ScopeRequest other) {
        return new ConnectionRequest(
            forge,
            other,
            token,
            triggerAuthentication,
            runnerLabels,
            nameOverride,
            fullnameOverride,
            additionalLabels,
            additionalAnnotations
        );
    }
}
