package dev.actrunner.console.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actrunner.console.forge.JobScope;
import org.jspecify.annotations.Nullable;

/** Whose jobs are counted; only the names that the kind has. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScopeResource(String kind, @Nullable String org, @Nullable String owner, @Nullable String repo) {
    static ScopeResource of(JobScope scope) {
        return switch (scope) {
            case JobScope.Org(String org) -> new ScopeResource(scope.kind(), org, null, null);
            case JobScope.Repo(String owner, String repo) -> new ScopeResource(scope.kind(), null, owner, repo);
            case JobScope.Admin(), JobScope.User() -> new ScopeResource(scope.kind(), null, null, null);
        };
    }
}
