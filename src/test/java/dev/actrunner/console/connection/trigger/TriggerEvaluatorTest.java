package dev.actrunner.console.connection.trigger;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.probe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.forge.probe.TriggerResponse;
import dev.actrunner.console.keda.scaler.AuthParams;
import dev.actrunner.console.keda.scaler.TriggerParser;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** What a trigger is found to read, and what it is not asked for. */
class TriggerEvaluatorTest {

    private static final String JOBS = "https://git.example.org/api/v1/admin/actions/jobs";
    private static final String BOTH = JOBS + "?status=queued&status=in_progress";
    private static final AuthParams TOKEN = new AuthParams(Map.of("token", "t"), Set.of());

    private final ForgeProbe probe = mock();
    private final ProbeReport report = probe(NOW, new JobCounts(2, 1), Timings.NONE);

    private static TriggerSpec metricsApi(Map<String, String> more) {
        var metadata = new HashMap<>(
            Map.of("url", BOTH, "valueLocation", "total_count", "targetValue", "1", "authMode", "bearer")
        );
        metadata.putAll(more);
        return spec("metrics-api", metadata);
    }

    private static TriggerSpec spec(String type, Map<String, String> metadata) {
        return TriggerSpec.in(Map.of("type", type, "metadata", metadata)).getFirst();
    }

    private TriggerEvaluation evaluate(TriggerSpec trigger, @Nullable String withheld) {
        var target = new ProbeTarget(
            new ForgeUrl("https://git.example.org"),
            Platform.GITEA,
            new JobScope.Admin(),
            RunnerLabels.none(),
            new ApiToken("t"),
            null
        );
        var timeout = new KedaHttpTimeout(null, List.of());
        return new TriggerEvaluator(probe, target, report, trigger, timeout, withheld).run(
            TriggerParser.parse(trigger, TOKEN)
        );
    }

    private TriggerEvaluation evaluate(TriggerSpec trigger) {
        return evaluate(trigger, null);
    }

    /** Lets the forge answer every request with a body. */
    private void forgeAnswers(String body) {
        when(probe.ask(any(), any(), any(), any())).thenAnswer(call -> {
            Function<JsonParser, ?> reader = call.getArgument(3);
            try (var json = JsonMapper.shared().createParser(body)) {
                return new TriggerResponse<>(200, false, reader.apply(json), 20, null);
            }
        });
    }

    private void forgeAnswers(int status, double tookMs, boolean redirected, @Nullable Check failure) {
        when(probe.ask(any(), any(), any(), any())).thenReturn(
            new TriggerResponse<>(status, redirected, null, tookMs, failure)
        );
    }

    private static List<Finding> findings(TriggerEvaluation evaluation) {
        return evaluation
            .checks()
            .stream()
            .flatMap(check -> Stream.ofNullable(check.finding()))
            .toList();
    }

    @Test
    void aTriggerThatReadsWhatWasCountedPasses() {
        forgeAnswers("{\"total_count\":3}");
        TriggerEvaluation evaluation = evaluate(metricsApi(Map.of()));
        assertThat(evaluation.value()).isEqualByComparingTo("3");
        assertThat(evaluation.url()).isEqualTo(BOTH);
        assertThat(evaluation.checks())
            .extracting(Check::status, Check::summary)
            .containsExactly(tuple(CheckStatus.PASS, "metrics-api reads 3."));
    }

    @Test
    void aNumberThatDiffersFromTheCountIsAFinding() {
        forgeAnswers("{\"total_count\":7}");
        TriggerEvaluation evaluation = evaluate(metricsApi(Map.of()));
        assertThat(evaluation.value()).isEqualTo(BigDecimal.valueOf(7));
        assertThat(evaluation.checks()).containsExactly(
            Finding.TRIGGER_DIFFERS.seen("metrics-api reads 7 where it should read 3.")
        );
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "jobs.# | {\"jobs\":[1,2,3]} | TRIGGER_PAGE",
            "total | {\"total_count\":3} | TRIGGER_NO_NUMBER",
            "jobs.#.id | {\"jobs\":[]} | TRIGGER_NO_NUMBER",
            "@this | {} | TRIGGER_NOT_EVALUATED",
        }
    )
    void aLocationIsExplained(String location, String body, Finding finding) {
        forgeAnswers(body);
        assertThat(findings(evaluate(metricsApi(Map.of("valueLocation", location))))).containsExactly(finding);
    }

    @Test
    void aTriggerOfAnotherForgeIsNotAsked() {
        TriggerEvaluation evaluation = evaluate(metricsApi(Map.of("url", "https://u:p@other.example.org/api")));
        assertThat(findings(evaluation)).containsExactly(Finding.TRIGGER_OTHER_FORGE);
        assertThat(evaluation.url()).isEqualTo("https://***@other.example.org/api");
        verifyNoInteractions(probe);
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/api/v1/user, TRIGGER_NOT_JOBS",
        "no address, TRIGGER_OTHER_FORGE",
        "https://git.example.org/api/v1/admin/actions/jobs?status=a b, TRIGGER_INVALID",
    })
    void whatIsNoListOfJobsIsNotAskedFor(String url, Finding finding) {
        assertThat(findings(evaluate(metricsApi(Map.of("url", url))))).endsWith(finding);
        verifyNoInteractions(probe);
    }

    @Test
    void whereTheTokenIsWithheldTheTriggerIsReadAlone() {
        TriggerEvaluation evaluation = evaluate(metricsApi(Map.of("url", JOBS)), "you may not read the Secret");
        assertThat(evaluation.withheld()).isTrue();
        assertThat(evaluation.value()).isNull();
        assertThat(evaluation.checks())
            .extracting(Check::status)
            .containsExactly(CheckStatus.FAIL, CheckStatus.SKIPPED);
        verifyNoInteractions(probe);
    }

    @Test
    void whatKedaRefusesIsNotAsked() {
        assertThat(findings(evaluate(metricsApi(Map.of("targetValue", "0"))))).containsExactly(Finding.TRIGGER_INVALID);
        assertThat(findings(evaluate(spec("cpu", Map.of())))).containsExactly(Finding.TRIGGER_UNKNOWN_TYPE);
        verifyNoInteractions(probe);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 20, false, TRIGGER_REFUSED",
        "400, 20, false, TRIGGER_STATUS_REFUSED",
        "404, 20, false, TRIGGER_REFUSED",
        "200, 3001, false, TRIGGER_TIMEOUT",
        "0, 0, false, TRIGGER_INVALID",
    })
    void anAnswerThatKedaCannotUseIsAFinding(int status, double tookMs, boolean redirected, Finding finding) {
        forgeAnswers(status, tookMs, redirected, null);
        TriggerEvaluation evaluation = evaluate(metricsApi(Map.of()));
        assertThat(evaluation.value()).isNull();
        assertThat(findings(evaluation)).containsExactly(finding);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void noAnswerIsToldWithItsReason(boolean redirected) {
        forgeAnswers(0, 10_000, redirected, Finding.CONNECT_REFUSED.seen("It refuses."));
        TriggerEvaluation evaluation = evaluate(metricsApi(Map.of()));
        assertThat(findings(evaluation)).containsExactly(
            redirected ? Finding.TRIGGER_REDIRECTED_AWAY : Finding.TRIGGER_REFUSED
        );
        assertThat(evaluation.checks().getFirst().summary()).endsWith("gets no answer: It refuses.");
    }

    @Test
    void forgejosPathOnGiteaIsTheWrongForge() {
        forgeAnswers(404, 20, false, null);
        assertThat(
            findings(evaluate(metricsApi(Map.of("url", "https://git.example.org/api/v1/admin/runners/jobs"))))
        ).containsExactly(Finding.TRIGGER_WRONG_FORGE);
    }

    @Test
    void aRedirectOfTheSameForgeIsToldBesideTheNumber() {
        when(probe.ask(any(), any(), any(), any())).thenReturn(new TriggerResponse<>(200, true, null, 20, null));
        assertThat(findings(evaluate(metricsApi(Map.of())))).containsExactly(
            Finding.TRIGGER_REDIRECT,
            Finding.TRIGGER_NO_NUMBER
        );
    }
}
