package dev.actrunner.console.forge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.Outbound;
import dev.actrunner.console.proxy.ProxySettings;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubForgejo;
import dev.actrunner.console.testing.StubGitea;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** The probe on stub forges: each platform's shapes by release, scopes, tokens and queues. */
class ForgeProbeTest {

    private final ForgeProbe probe = new ForgeProbe(
        new ForgeProperties(Duration.ofSeconds(3), Duration.ofSeconds(10), DataSize.ofMegabytes(64), null),
        Outbound.ANYWHERE,
        ProxySettings.NONE,
        Clock.systemUTC()
    );
    private @Nullable StubForge running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private StubForge forge(String platform, String version) {
        StubForge forge = platform.equals("gitea") ? new StubGitea(version) : new StubForgejo(version);
        running = forge;
        Set<String> docker = Set.of("docker");
        return forge
            .token(
                "admin",
                new Account("root", true, Set.of("read:admin", "read:organization", "read:repository", "read:user"))
            )
            .token("admin-without-scope", new Account("root", true, Set.of("read:repository")))
            .token(
                "member",
                new Account("jo", false, Set.of("read:admin", "read:organization", "read:user", "read:repository"))
            )
            .org("acme", "root")
            .jobs(
                new Job("acme", "app", docker, State.WAITING),
                new Job("acme", "app", docker, State.WAITING),
                new Job("acme", "app", Set.of("arm64"), State.WAITING),
                new Job("acme", "app", docker, State.RUNNING),
                new Job("acme", "app", docker, State.BLOCKED),
                new Job("jo", "own", docker, State.WAITING)
            );
    }

    private ProbeReport probe(StubForge forge, JobScope scope, String labels, String token) {
        return probe(forge, scope, labels, token, Duration.ZERO);
    }

    private ProbeReport probe(StubForge forge, JobScope scope, String labels, String token, Duration maxAge) {
        return probe.probeShared(
            new ProbeTarget(
                new ForgeUrl(forge.url()),
                null,
                scope,
                RunnerLabels.parse(labels),
                new ApiToken(token),
                null
            ),
            maxAge
        );
    }

    private static JobScope scope(String text) {
        String[] parts = text.split("[:/]", -1);
        return switch (parts[0]) {
            case "org" -> new JobScope.Org(parts[1]);
            case "user" -> new JobScope.User();
            case "repo" -> new JobScope.Repo(parts[1], parts[2]);
            default -> new JobScope.Admin();
        };
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        nullValues = "-",
        value = {
            // platform|version|scope|labels|token|waiting|running|verdict
            "gitea|1.25.0|admin|''|admin|4|1|READY",
            "gitea|1.26.1|org:acme|''|admin|3|1|READY",
            "gitea|1.27.2|repo:acme/app|''|admin|3|1|READY",
            "gitea|1.27.2|user|''|member|1|0|READY",
            // Gitea knows no labels: it counts a job that asks for arm64 too.
            "gitea|1.27.2|admin|docker|admin|4|1|WARNING",
            "forgejo|11.0.1|admin|docker|admin|3|1|READY",
            "forgejo|13.0.5|org:acme|docker|admin|2|1|READY",
            "forgejo|13.0.5|org:acme|docker,arm64|admin|3|1|READY",
            "forgejo|14.0.5|repo:acme/app|docker|admin|2|1|READY",
            // No runner is registered that takes the job which asks for arm64.
            "forgejo|15.0.2|admin|docker|admin|3|1|WARNING",
            "forgejo|16.0.0|user|docker|member|1|0|READY",
            // No job asks for this label alone, so the body is null, and others wait.
            "forgejo|15.0.2|admin|windows|admin|0|0|WARNING",
        }
    )
    void countsWaitingAndRunning(
        String platform,
        String version,
        String scope,
        String labels,
        String token,
        long waiting,
        long running,
        Verdict verdict
    ) {
        ProbeReport report = probe(forge(platform, version), scope(scope), labels, token);

        assertThat(report.checks()).noneMatch(c -> c.status() == CheckStatus.FAIL);
        assertThat(report.counts()).isEqualTo(new JobCounts(waiting, running));
        assertThat(report.verdict()).isEqualTo(verdict);
        assertThat(report.platform()).isEqualTo(Platform.of(platform));
        assertThat(report.version()).startsWith(version);
        assertThat(report.observed().timings().totalMs()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "gitea|1.27.2|admin|''|wrong-token|forge.token|does not accept the token",
            "gitea|1.25.0|admin|''|wrong-token|forge.token|does not accept the token",
            "forgejo|11.0.1|admin|docker|wrong-token|forge.token|does not accept the token",
            "forgejo|15.0.2|admin|docker|wrong-token|forge.token|does not accept the token",
            "gitea|1.27.2|admin|''|admin-without-scope|forge.permission|lacks the scope read:admin (it has read:repository)",
            "forgejo|15.0.2|admin|docker|admin-without-scope|forge.permission|lacks the scope read:admin.",
            "gitea|1.27.2|admin|''|member|forge.permission|may not read the jobs of the whole instance",
            "forgejo|15.0.2|admin|docker|member|forge.permission|may not read the jobs of the whole instance",
            "gitea|1.27.2|org:acme|''|member|forge.permission|organization acme",
            "forgejo|15.0.2|org:acme|docker|member|forge.permission|organization acme",
            "gitea|1.27.2|org:nope|''|admin|forge.scope|no organization nope",
            "forgejo|15.0.2|org:nope|docker|admin|forge.scope|no organization nope",
            "gitea|1.27.2|repo:acme/nope|''|admin|forge.scope|no repository acme/nope",
            "forgejo|15.0.2|repo:acme/nope|docker|admin|forge.scope|no repository acme/nope",
            "gitea|1.24.0|admin|''|admin|forge.version|has no list of Actions jobs",
            "forgejo|10.0.3|admin|docker|admin|forge.version|has no list of Actions jobs",
            "forgejo|13.0.5|admin|''|admin|forge.labels|lists no jobs at all unless it is asked for labels",
        }
    )
    void namesTheCause(
        String platform,
        String version,
        String scope,
        String labels,
        String token,
        String id,
        String summary
    ) {
        ProbeReport report = probe(forge(platform, version), scope(scope), labels, token);

        Check failed = report
            .checks()
            .stream()
            .filter(c -> c.status() == CheckStatus.FAIL)
            .findFirst()
            .orElseThrow();
        assertThat(failed.id().id()).isEqualTo(id);
        assertThat(failed.summary()).contains(summary);
        assertThat(failed.remediation()).isNotBlank();
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.counts()).isNull();
    }

    @Test
    void showsNothingOfWhatAForgeSays() {
        // Forgejo 15 repeats the token in its refusal.
        ProbeReport report = probe(forge("forgejo", "15.0.2"), new JobScope.Admin(), "docker", "canary-8d1f");

        assertThat(report.toString()).doesNotContain("canary-8d1f").doesNotContain("sha:");
    }

    @Test
    void goesOnAtTheNewerPathWhereTheOlderIsGone() {
        var forge = (StubForgejo) forge("forgejo", "17.0.0");
        forge.withoutOlderAdminPath();

        ProbeReport report = probe(forge, new JobScope.Admin(), "docker", "admin");

        assertThat(report.counts()).isEqualTo(new JobCounts(3, 1));
        assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(report.check(CheckId.JOBS).summary()).contains("newer path only");
    }

    @Test
    void warnsOfAPlatformThatIsNotTheOneNamed() {
        StubForge forge = forge("gitea", "1.27.2");

        ProbeReport report = probe.probe(
            new ProbeTarget(
                new ForgeUrl(forge.url()),
                Platform.FORGEJO,
                new JobScope.Admin(),
                RunnerLabels.none(),
                new ApiToken("admin"),
                null
            )
        );

        assertThat(report.check(CheckId.PLATFORM).summary()).isEqualTo("This is Gitea 1.27.2, not Forgejo.");
        assertThat(report.counts()).isEqualTo(new JobCounts(4, 1));
    }

    @ParameterizedTest
    @CsvSource({ "14.0.5,admin", "15.0.2,org:acme" })
    void failsWithoutTheLabelsThatKedaRequires(String version, String scope) {
        ProbeReport report = probe(forge("forgejo", version), scope(scope), "", "admin");

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.check(CheckId.LABELS).finding()).isEqualTo(Finding.LABELS_WANTED);
    }

    @ParameterizedTest
    @CsvSource({ "gitea,1.27.2", "forgejo,15.0.2" })
    void asksAWarmForgeTwiceAtMost(String platform, String version) {
        StubForge forge = forge(platform, version);
        ProbeReport cold = probe(forge, new JobScope.Admin(), "docker,arm64", "admin");
        int before = forge.requests().size();

        // By the console itself; for who asks now, what may have been cured is looked at again.
        ProbeReport warm = probe(forge, new JobScope.Admin(), "docker,arm64", "admin", Duration.ofNanos(1));

        assertThat(forge.requests().size() - before).isBetween(1, 2);
        assertThat(warm.counts()).isEqualTo(cold.counts());
        assertThat(warm.version()).isEqualTo(cold.version());
    }

    @Test
    void asksAnewWhereWhatItRememberedIsNoLongerTrue() {
        int port;
        try (StubForge before = forge("gitea", "1.27.2")) {
            port = java.net.URI.create(before.url()).getPort();
            assertThat(probe(before, new JobScope.Admin(), "docker", "admin").platform()).isEqualTo(Platform.GITEA);
        }
        try (var after = new StubForgejo("15.0.2", port)) {
            after.token("admin", new Account("root", true, Set.of("read:admin")));

            ProbeReport report = probe(after, new JobScope.Admin(), "docker", "admin");

            assertThat(report.platform()).isEqualTo(Platform.FORGEJO);
            assertThat(report.verdict()).isEqualTo(Verdict.READY);
        }
    }

    @Test
    void saysWhyLaterChecksWereNotMade() {
        ProbeReport report = probe(forge("gitea", "1.27.2"), new JobScope.Admin(), "", "wrong-token");

        assertThat(report.check(CheckId.JOBS).status()).isEqualTo(CheckStatus.SKIPPED);
        assertThat(report.check(CheckId.JOBS).summary()).isEqualTo("Skipped (forge.token failed).");
        assertThat(report.check(CheckId.HTTP).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void hasEveryCheckOnceInItsOrder() {
        ProbeReport report = probe(forge("gitea", "1.27.2"), new JobScope.Admin(), "", "admin");

        assertThat(report.checks()).extracting(Check::id).containsExactlyElementsOf(CheckId.OF_FORGE);
    }

    /** Scale sets leave more runners behind than a page has. */
    @ParameterizedTest
    @CsvSource({ "gitea, 1.27.2", "forgejo, 15.0.3" })
    void findsTheRunnersOfAllPages(String platform, String version) throws Exception {
        StubForge forge = forge(platform, version);
        for (int i = 0; i < 120; i++) {
            forge.runners(new StubForge.Runner("runner-" + i, true, false, Set.of("docker")));
        }
        RunnerLabels none = RunnerLabels.parse("");
        var url = new ForgeUrl(forge.url());
        var target = new ProbeTarget(url, null, new JobScope.Admin(), none, new ApiToken("admin"), null);
        assertThat(probe.runners(target).orElseThrow())
            .extracting(RegisteredRunner::name)
            .hasSize(120)
            .doesNotHaveDuplicates();
    }
}
