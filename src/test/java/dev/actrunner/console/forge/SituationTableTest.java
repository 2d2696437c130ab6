package dev.actrunner.console.forge;

import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubForgejo;
import dev.actrunner.console.testing.StubGitea;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SituationTable} on stubs of every release that differs. */
class SituationTableTest {

    @ParameterizedTest
    @ValueSource(strings = { "10.0.3", "11.0.15", "13.0.5", "14.0.5", "15.0.3", "16.0.0" })
    void forgejo(String version) {
        try (var forge = new Stub(new StubForgejo(version))) {
            new SituationTable(forge, RunnerLabels.parse("docker")).matches("Forgejo-" + version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.24.7", "1.25.5", "1.26.0", "1.27.2" })
    void gitea(String version) {
        try (var forge = new Stub(new StubGitea(version))) {
            new SituationTable(forge, RunnerLabels.parse("")).matches("Gitea-" + version);
        }
    }

    private static final class Stub implements ForgeInTable {

        private final StubForge forge;
        private int tokens;

        Stub(StubForge forge) {
            this.forge = forge.org("acme", "owner").member("acme", "ann");
        }

        @Override
        public String url() {
            return forge.url();
        }

        @Override
        public String token(String login, String... scopes) {
            tokens++;
            String token = "%040x".formatted(tokens);
            forge.token(token, new Account(login, login.equals("site-admin"), Set.of(scopes)));
            return token;
        }

        @Override
        public void revoke(String login, String token) {
            forge.revoke(token);
        }

        @Override
        public void jobs(String state) {
            forge.clearJobs();
            for (String[] repository : new String[][] { { "acme", "app" }, { "owner", "own" } }) {
                forge.repository(repository[0] + "/" + repository[1]);
                switch (state) {
                    case "queued" -> add(repository, State.WAITING);
                    case "running" -> add(repository, State.RUNNING);
                    case "blocked" -> {
                        add(repository, State.WAITING);
                        add(repository, State.BLOCKED);
                    }
                    default -> {
                    }
                }
            }
        }

        private void add(String[] repository, State state) {
            forge.jobs(new Job(repository[0], repository[1], Set.of("docker"), state));
        }

        @Override
        public void close() {
            forge.close();
        }
    }
}
