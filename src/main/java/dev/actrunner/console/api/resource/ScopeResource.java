package dev.actrunner.console.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.forge.JobScope;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A scope, which decides whose jobs are counted.
 *
 * @param kind {@code admin} for the whole forge, {@code org} for an organization, {@code user} for the token's owner,
 *     {@code repo} for a repository
 * @param org the organization's name; with {@code org} only
 * @param owner the repository's owner; with {@code repo} only
 * @param repo the repository's name; with {@code repo} only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Scope")
public record ScopeResource(
    @Schema(allowableValues = { "admin", "org", "user", "repo" }) String kind,
    @Nullable String org,
    @Nullable String owner,
    @Nullable String repo
) {
    public static ScopeResource of(JobScope scope) {
        return switch (scope) {
            case JobScope.Org(String org) -> new ScopeResource(scope.kind(), org, null, null);
            case JobScope.Repo(String owner, String repo) -> new ScopeResource(scope.kind(), null, owner, repo);
            case JobScope.Admin(), JobScope.User() -> new ScopeResource(scope.kind(), null, null, null);
        };
    }
}
