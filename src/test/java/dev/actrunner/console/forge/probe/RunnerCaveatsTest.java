package dev.actrunner.console.forge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.jobs.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunnerCaveatsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final RegisteredRunner IDLE = new RegisteredRunner(
        1,
        "idle",
        RegisteredRunner.Status.IDLE,
        List.of("docker"),
        null,
        false,
        null
    );
    private static final RegisteredRunner GONE = new RegisteredRunner(
        2,
        "gone",
        RegisteredRunner.Status.OFFLINE,
        List.of("gpu"),
        null,
        false,
        null
    );

    private static RunnerCaveats caveats(boolean complete, RegisteredRunner... runners) {
        var target = new ProbeTarget(
            new ForgeUrl("https://git.example.org"),
            null,
            new JobScope.Admin(),
            RunnerLabels.parse("scaled"),
            new ApiToken("t"),
            null
        );
        return new RunnerCaveats(target, Platform.GITEA, new RegisteredRunners(200, List.of(runners), complete));
    }

    private static LabelDemand demand(String... labels) {
        return new LabelDemand(List.of(labels), 2);
    }

    private static JobRow job(String label, @Nullable Duration runningFor, @Nullable String runner) {
        Instant startedAt = runningFor == null ? null : NOW.minus(runningFor);
        return new JobRow("7", "", List.of(label), null, null, startedAt, runner);
    }

    private static List<Check> stuck(Duration age, @Nullable String runner) {
        RunnerCaveats caveats = caveats(true, IDLE, GONE);
        caveats.addStuck(List.of(job("gpu", age, runner), job("gpu", null, null)), NOW);
        return caveats.checks();
    }

    private static RegisteredRunner confined(String label, RegisteredRunner.Scope scope) {
        return new RegisteredRunner(3, label, RegisteredRunner.Status.IDLE, List.of(label), null, false, scope);
    }

    private static RegisteredRunner offline(String name, boolean ephemeral) {
        return new RegisteredRunner(4, name, RegisteredRunner.Status.OFFLINE, List.of(), null, ephemeral, null);
    }

    private static List<Check> unserved(RegisteredRunner... runners) {
        RunnerCaveats caveats = caveats(true, runners);
        var waitingSince = new WaitingSince();
        List<JobRow> waiting = List.of(job("mac", null, null));
        caveats.addUnserved(waiting, _ -> true, waitingSince, NOW);
        caveats.addUnserved(waiting, _ -> true, waitingSince, NOW.plusSeconds(90));
        return caveats.checks();
    }

    @Test
    void jobsBesideIdleRunnersOfAnotherScopeAreSaidToBe() {
        RegisteredRunner owners = confined("mac", RegisteredRunner.Scope.OWNER);
        RegisteredRunner repositorys = confined("mac", RegisteredRunner.Scope.REPOSITORY);
        assertThat(unserved(owners, repositorys))
            .extracting(Check::finding)
            .containsExactly(Finding.RUNNERS_OTHER_SCOPE);
        assertThat(unserved(owners, confined("mac", RegisteredRunner.Scope.INSTANCE)))
            .extracting(Check::finding)
            .containsExactly(Finding.JOBS_UNSERVED);
        assertThat(unserved(confined("arm", RegisteredRunner.Scope.OWNER))).isEmpty();
    }

    /** A StatefulSet's pods come back with their registrations; what bears a name twice does not. */
    @Test
    void registrationsThatComeBackDoNotPileUp() {
        RunnerCaveats ordinals = caveats(
            false,
            offline("runners-0", false),
            offline("runners-1", false),
            offline("runners-2", false),
            offline("runners-3", false),
            offline("runners-4", false)
        );
        ordinals.addOffline();
        assertThat(ordinals.checks()).isEmpty();
        RunnerCaveats repeated = caveats(
            false,
            offline("runners-0", false),
            offline("runners-0", false),
            offline("runners-0", false),
            offline("pod-x7k2p", true),
            offline("pod-9d4qz", true)
        );
        repeated.addOffline();
        assertThat(repeated.checks()).hasSize(1);
    }

    @Test
    void registrationsThatPileUpAreCounted() {
        RunnerCaveats few = caveats(false, IDLE, GONE, GONE, GONE, GONE);
        few.addOffline();
        assertThat(few.checks()).isEmpty();
        RunnerCaveats many = caveats(false, IDLE, GONE, GONE, GONE, GONE, GONE);
        many.addOffline();
        assertThat(many.checks())
            .singleElement()
            .satisfies(check -> assertThat(check.summary()).isEqualTo("5 registered runners are offline."));
    }

    @Test
    void labelsThatNobodyOffersAreNamed() {
        RunnerCaveats caveats = caveats(true, IDLE, GONE);
        caveats.addUnoffered(
            List.of(demand("docker"), demand("scaled"), demand("gpu"), demand(), demand("arm", "gpu"))
        );
        assertThat(caveats.checks()).containsExactly(
            Finding.LABELS_UNOFFERED.seen("Waiting jobs ask for labels that no runner offers: arm+gpu (2).")
        );
    }

    @Test
    void nothingIsSaidOfLabelsWhereNotAllRunnersAreKnown() {
        RunnerCaveats caveats = caveats(false, IDLE);
        caveats.addUnoffered(List.of(demand("arm")));
        assertThat(caveats.checks()).isEmpty();
    }

    @Test
    void aJobThatWaitsBesideAnIdleRunnerIsUnservedAfterAMinute() {
        var waitingSince = new WaitingSince();
        RunnerCaveats caveats = caveats(false, IDLE, GONE);
        List<JobRow> waiting = List.of(job("docker", null, null));
        caveats.addUnserved(waiting, _ -> true, waitingSince, NOW);
        assertThat(caveats.checks()).isEmpty();
        caveats.addUnserved(waiting, _ -> false, waitingSince, NOW.plusSeconds(60));
        assertThat(caveats.checks()).isEmpty();
        caveats.addUnserved(waiting, _ -> true, waitingSince, NOW.plusSeconds(60));
        assertThat(caveats.checks()).extracting(Check::finding).containsExactly(Finding.JOBS_UNSERVED);
    }

    @Test
    void aJobThatNoIdleRunnerCanTakeMayWait() {
        var waitingSince = new WaitingSince();
        RunnerCaveats caveats = caveats(false, IDLE, GONE);
        List<JobRow> waiting = List.of(job("gpu", null, null));
        caveats.addUnserved(waiting, _ -> true, waitingSince, NOW);
        caveats.addUnserved(waiting, _ -> true, waitingSince, NOW.plusSeconds(600));
        assertThat(caveats.checks()).isEmpty();
    }

    @Test
    void aJobIsStuckOnceItsRunnerIsGoneOrAfterADay() {
        assertThat(stuck(Duration.ofMinutes(15), "gone")).isEmpty();
        assertThat(stuck(Duration.ofMinutes(16), "idle")).isEmpty();
        assertThat(stuck(Duration.ofMinutes(16), null)).isEmpty();
        assertThat(stuck(Duration.ofMinutes(16), "gone"))
            .extracting(Check::summary)
            .containsExactly("1 jobs have been running for long on gone, which no longer works on them.");
        assertThat(stuck(Duration.ofHours(25), null))
            .extracting(Check::summary)
            .containsExactly("1 jobs have been running for long on an unknown runner, which no longer works on them.");
    }
}
