package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.GiteaRunner;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.TestEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;

/** {@link SituationTable} on a real Gitea with real jobs. */
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
class SituationTableIT {

    @Test
    void gitea() {
        try (var forge = new RealGitea()) {
            TestEnvironment.note("scope by situation", "no cluster", forge.gitea.title());
            new SituationTable(forge, RunnerLabels.parse("")).matches("Gitea-1.26.0");
        }
    }

    /** Actions disabled in app.ini: the list still answers, and the runners' API does not. */
    @Test
    void seesThatActionsAreOffOnTheInstance() {
        try (var off = GiteaServer.startWithoutActions()) {
            String cell = SituationTable.cell(
                off.url(),
                new JobScope.Admin(),
                RunnerLabels.parse(""),
                off.token(GiteaServer.ADMIN, "read:admin")
            );
            assertThat(cell).isEqualTo("warning 0+0 scope.actions-off-on-instance");
        }
    }

    private static final class RealGitea implements ForgeInTable {

        private static final String JOB = "    runs-on: docker\n    steps: [{ run: \"true\" }]\n";
        private static final String ONE = "on: push\njobs:\n  first:\n" + JOB;

        private final GiteaServer gitea = GiteaServer.start();
        private final String all = gitea.token(GiteaServer.ADMIN, "all");
        private final GiteaRunner runner = GiteaRunner.register(gitea, all, "docker");

        RealGitea() {
            for (String login : new String[] { "owner", "ann", "jo" }) {
                gitea.createUser(login, false);
            }
            gitea.post(all, "/admin/users/owner/orgs", Map.of("username", "acme"));
            JsonNode team = gitea.post(
                all,
                "/orgs/acme/teams",
                Map.of("name", "members", "permission", "read", "units", new String[] { "repo.code" })
            );
            gitea.api(all).put().uri("/teams/{id}/members/ann", team.path("id").asLong()).retrieve().toBodilessEntity();
        }

        @Override
        public String url() {
            return gitea.url();
        }

        @Override
        public String token(String login, String... scopes) {
            return gitea.token(login, scopes);
        }

        @Override
        public void revoke(String login, String token) {
            gitea.revoke(login, token);
        }

        @Override
        public void jobs(String state) {
            delete("acme/app");
            delete("owner/own");
            gitea.post(all, "/orgs/acme/repos", Map.of("name", "app", "auto_init", true));
            gitea.post(all, "/admin/users/owner/repos", Map.of("name", "own", "auto_init", true));
            if (!state.equals("empty")) {
                String workflow = state.equals("blocked") ? ONE + "  last:\n    needs: first\n" + JOB : ONE;
                for (String repository : new String[] { "acme/app", "owner/own" }) {
                    add(repository, workflow, state.equals("blocked") ? 2 : 1);
                }
            }
            if (state.equals("running")) {
                assertThat(runner.takeJob()).isTrue();
                assertThat(runner.takeJob()).isTrue();
            }
        }

        private void delete(String repository) {
            try {
                gitea
                    .api(all)
                    .delete()
                    .uri("/repos/" + repository)
                    .retrieve()
                    .toBodilessEntity();
            } catch (HttpClientErrorException.NotFound _) {
                // The first time there is none.
            }
        }

        private void add(String repository, String workflow, int jobs) {
            gitea.addWorkflow(all, repository, workflow);
            Awaitility.await("jobs of " + repository)
                .atMost(Duration.ofSeconds(30))
                .until(() -> total(repository) >= jobs);
        }

        private int total(String repository) {
            JsonNode list = gitea
                .api(all)
                .get()
                .uri("/repos/" + repository + "/actions/jobs")
                .retrieve()
                .body(JsonNode.class);
            return Objects.requireNonNull(list).path("total_count").asInt();
        }

        @Override
        public void close() {
            gitea.close();
        }
    }
}
