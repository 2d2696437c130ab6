package dev.actrunner.console.scaleset.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.scaleset.ContainerMode;
import dev.actrunner.console.scaleset.RegistrationSource;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ScaleSetRequestValidatorTest {

    private static final ScaleSetKey KEY = new ScaleSetKey("team-a", "runners");

    private static ScaleSetSpec check(String more) {
        String request = "{\"connection\":\"ci\",\"labels\":[\"docker:host\"]" + more.replace('\'', '"') + "}";
        return new ScaleSetRequestValidator().check(KEY, JsonMapper.shared().readValue(request, ScaleSetRequest.class));
    }

    @Test
    void takesKedasDefaultsButForMinAndMax() {
        ScaleSetSpec spec = check("");
        assertThat(spec.limits().min()).isZero();
        assertThat(spec.limits().max()).isEqualTo(10);
        assertThat(spec.limits().pollingInterval()).isEqualTo(30);
        assertThat(spec.limits().cooldownPeriod()).isEqualTo(300);
        assertThat(spec.limits().idle()).isNull();
        assertThat(spec.containers()).isEqualTo(ContainerMode.NONE);
        assertThat(spec.registration()).isInstanceOf(RegistrationSource.Stored.class);
        assertThat(spec.labelNames()).containsExactly("docker");
        assertThat(spec.declaredLabels()).isEqualTo("docker:host");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
            ",'connection':''|connection|is missing",
            ",'connection':'A b'|connection|must be",
            ",'mode':'once'|mode|must be one of ephemeral, persistent",
            ",'containers':'docker'|containers|must be one of none, dind, dind-rootless, host-socket",
            ",'labels':[]|labels|is missing",
            ",'labels':['docker, gpu']|labels[0]|contains a comma",
            ",'labels':['ok:host','gpu:lxc:debian']|labels[1]|runs its jobs with lxc, which a pod cannot",
            ",'labels':['gpu:docker:node']|labels[0]|must name an image after docker",
            ",'labels':['gpu:docker://node:22']|labels[0]|runs its jobs in containers, and containers is none",
            ",'labels':['docker:host:x']|labels[0]|has something after host: write docker:host",
            ",'labels':[null]|labels[0]|is null",
            ",'min':-1|min|must be from 0 to",
            ",'max':0|max|must be from 1 to",
            ",'min':5,'max':2|max|is less than min: KEDA rejects that",
            ",'mode':'persistent','min':1,'idle':1|idle|is not less than min: KEDA rejects that",
            ",'pollingInterval':0|pollingInterval|must be from 1 to",
            ",'mode':'persistent','cooldownPeriod':-1|cooldownPeriod|must be from 0 to",
            ",'mode':'ephemeral','cooldownPeriod':1|cooldownPeriod|has no meaning for ephemeral runners",
            ",'mode':'ephemeral','fallback':{'failureThreshold':1,'replicas':1}|fallback|has no meaning for ephemeral runners",
            ",'mode':'persistent','fallback':{'replicas':1}|fallback.failureThreshold|is missing: KEDA requires it",
            ",'mode':'persistent','scalingStrategy':'eager'|scalingStrategy|has no meaning for persistent runners",
            ",'scalingStrategy':'fast'|scalingStrategy|must be one of accurate, default, eager",
            ",'registration':{}|registration|must have one of secretName, token, apiToken and login",
            ",'registration':{'token':'a','secretName':'b'}|registration|must have one of",
            ",'registration':{'token':'a b'}|registration.token|contains a space",
            ",'registration':{'secretName':'A'}|registration.secretName|must be",
            ",'registration':{'login':{'username':'jo'}}|registration.login.password|is missing",
            ",'target':{'kind':'Pod','name':'a'}|target.kind|must be Deployment or StatefulSet",
            ",'target':{'kind':'Deployment'}|target.name|is missing",
            ",'target':{'kind':'Deployment','name':'a'},'mode':'persistent'|mode|cannot be combined with target",
            ",'target':{'kind':'Deployment','name':'a'},'registration':{'token':'a'}|registration|cannot be combined with target",
            ",'image':'runner:latest'|image|has no version",
            ",'image':'gitea/runner'|image|has no version",
            ",'image':'a b:1'|image|must be an image such as",
            ",'imagePullSecrets':['A']|imagePullSecrets[0]|must be",
            ",'resources':{'limits':{'cpu':{}}}|resources|is not a Kubernetes ResourceRequirements",
            ",'env':[{'name':['a']}]|env[0]|is not a Kubernetes EnvVar",
            ",'tolerations':[{'tolerationSeconds':'x'}]|tolerations[0]|is not a Kubernetes Toleration",
            ",'affinity':{'nodeAffinity':[]}|affinity|is not a Kubernetes Affinity",
            ",'serviceAccountName':'A'|serviceAccountName|must be",
            ",'ca':{}|ca.configMap|is missing",
            ",'persistence':{}|persistence|has no meaning for ephemeral runners",
            ",'mode':'persistent','persistence':{'size':'big'}|persistence.size|must be a Kubernetes quantity",
            ",'mode':'persistent','persistence':{'size':'0'}|persistence.size|must be more than 0",
            ",'mode':'persistent','persistence':{'accessMode':'Any'}|persistence.accessMode|must be one of",
            ",'runnerConfig':'- a'|runnerConfig|must be a YAML mapping",
            ",'runnerConfig':'a: [b'|runnerConfig|is not valid YAML",
            ",'podTemplate':{'spec':{'containers':{}}}|podTemplate|is not a Kubernetes PodTemplateSpec",
        }
    )
    void namesFieldAndReason(String more, String field, String reason) {
        var invalid = catchThrowableOfType(ConnectionException.Invalid.class, () -> check(more));
        assertThat(invalid).as("nothing is said").isNotNull();
        assertThat(invalid.problems()).anySatisfy(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(reason);
        });
    }

    @Test
    void namesFieldsThatTheChosenModeHasNot() {
        var request = JsonMapper.shared().readValue(
            "{\"connection\":\"ci\",\"labels\":[\"docker\"],\"idle\":0,\"min\":1}",
            ScaleSetRequest.class
        );
        var validator = new ScaleSetRequestValidator();
        validator.check(KEY, request);
        validator.requireFields(request, RunnerMode.PERSISTENT);
        var invalid = catchThrowableOfType(ConnectionException.Invalid.class, () ->
            validator.requireFields(request, RunnerMode.EPHEMERAL)
        );
        assertThat(invalid.problems())
            .extracting(problem -> problem.field())
            .containsExactly("idle");
    }

    @Test
    void namesAllProblemsAtOnce() {
        var invalid = catchThrowableOfType(ConnectionException.Invalid.class, () -> check(",'max':0,'mode':'once'"));
        assertThat(invalid.problems())
            .extracting(problem -> problem.field())
            .containsExactly("max", "mode");
    }

    @Test
    void refusesNamesThatKubernetesDoesNotTake() {
        var invalid = catchThrowableOfType(ConnectionException.Invalid.class, () -> new ScaleSetKey("team-a", "A b"));
        assertThat(invalid.problems())
            .extracting(problem -> problem.field())
            .containsExactly("name");
    }
}
