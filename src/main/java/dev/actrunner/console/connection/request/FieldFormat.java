package dev.actrunner.console.connection.request;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.RunnerLabels;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists the formats that a request's texts can have; the type that a text becomes has the rule itself. */
enum FieldFormat {
    FORGE_URL(ForgeUrl::problemWith),
    CA_REF(CaRef::problemWith),
    PLATFORM(oneOf("auto", "forgejo", "gitea")),
    SCOPE_KIND(oneOf("admin", "org", "user", "repo")),
    API_TOKEN(ApiToken::problemWith),
    RUNNER_LABEL(RunnerLabels::problemWith),
    ORG(JobScope::problemWithOrg),
    OWNER(JobScope::problemWithOwner),
    REPO(JobScope::problemWithRepo),
    OBJECT_NAME(KubernetesNames::problemWithObject),
    NAME_OVERRIDE(KubernetesNames::problemWithOverride),
    SECRET_KEY(KubernetesNames::problemWithSecretKey),
    METADATA_KEY(KubernetesNames::problemWithKey),
    LABEL_VALUE(KubernetesNames::problemWithLabelValue);

    private final Function<String, @Nullable String> rule;

    FieldFormat(Function<String, @Nullable String> rule) {
        this.rule = rule;
    }

    @Nullable
    String problemWith(String text) {
        return rule.apply(text);
    }

    private static Function<String, @Nullable String> oneOf(String... words) {
        return text -> Arrays.asList(words).contains(text) ? null : "must be one of " + String.join(", ", words);
    }
}
