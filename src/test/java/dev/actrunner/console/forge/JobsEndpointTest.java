package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsEndpointTest {

    private static final ForgeUrl FORGE = new ForgeUrl("https://git.example.com/git");

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "gitea|admin|/admin/actions/jobs?status=queued&status=in_progress&limit=1",
            "gitea|org|/orgs/acme/actions/jobs?status=queued&status=in_progress&limit=1",
            "gitea|user|/user/actions/jobs?status=queued&status=in_progress&limit=1",
            "gitea|repo|/repos/acme/app/actions/jobs?status=queued&status=in_progress&limit=1",
            "forgejo|admin|/admin/runners/jobs?labels=docker,arm64",
            "forgejo|org|/orgs/acme/actions/runners/jobs?labels=docker,arm64",
            "forgejo|user|/user/actions/runners/jobs?labels=docker,arm64",
            "forgejo|repo|/repos/acme/app/actions/runners/jobs?labels=docker,arm64",
        }
    )
    void isThePathOfPlatformAndScope(String platform, String scope, String path) {
        assertThat(
            JobsEndpoint.of(FORGE, Platform.of(platform), scope(scope), RunnerLabels.parse("docker,arm64")).url()
        ).isEqualTo("https://git.example.com/git/api/v1" + path);
    }

    private static JobScope scope(String kind) {
        return switch (kind) {
            case "org" -> new JobScope.Org("acme");
            case "user" -> new JobScope.User();
            case "repo" -> new JobScope.Repo("acme", "app");
            default -> new JobScope.Admin();
        };
    }
}
