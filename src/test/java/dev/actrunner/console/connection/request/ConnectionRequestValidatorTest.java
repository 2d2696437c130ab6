package dev.actrunner.console.connection.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.FieldError;
import jakarta.validation.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with a request is named by field, with the reason and the remediation. */
class ConnectionRequestValidatorTest {

    private final ConnectionRequestValidator check = new ConnectionRequestValidator(
        Validation.buildDefaultValidatorFactory().getValidator()
    );
    private final JsonMapper json = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();

    private ConnectionRequest request(String body) {
        return json.readValue(body.replace('\'', '"'), ConnectionRequest.class);
    }

    @Test
    void aWholeRequestIsRight() {
        ConnectionSpec spec = check.check(
            request(
                "{'forge':{'url':'https://git.example.com/','platform':'auto'},'scope':{'kind':'admin'},'token':{'value':'abc'}}"
            )
        );
        assertThat(spec.forge().value()).isEqualTo("https://git.example.com");
        assertThat(spec.platform()).isNull();
        assertThat(spec.token().toString()).doesNotContain("abc");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
            "{}|forge|is missing",
            "{}|scope|is missing",
            "{'forge':{}}|forge.url|is missing",
            "{'forge':{'url':'https://git.example.com/api/v1'}}|forge.url|enter https://git.example.com",
            "{'forge':{'url':'https://git.example.com/acme/app/actions'}}|forge.url|is a page of the forge",
            "{'forge':{'url':'https://git.example.com','platform':'github'}}|forge.platform|must be one of auto, forgejo, gitea",
            "{'scope':{}}|scope.kind|is missing",
            "{'scope':{'kind':'team'}}|scope.kind|must be one of admin, org, user, repo",
            "{'scope':{'kind':'org'}}|scope.org|is missing: the scope org needs it",
            "{'scope':{'kind':'org','org':'acme/app'}}|scope.org|contains a slash",
            "{'scope':{'kind':'admin','org':'acme'}}|scope.org|has no meaning for the scope admin",
            "{'scope':{'kind':'repo','owner':'acme'}}|scope.repo|is missing",
            "{'scope':{'kind':'repo','owner':'acme','repo':'app.git'}}|scope.repo|ends with .git",
            "{'token':{}}|token.value|is missing",
            "{'token':{'value':' abc'}}|token.value|has spaces or a newline around it",
            "{'token':{'value':'abc\\n'}}|token.value|has spaces or a newline around it",
            "{'token':{'value':'abc','secretName':'x'}}|token.value|exclude each other",
            "{'token':{'secretName':'My Secret'}}|token.secretName|must be a Kubernetes object's name",
            "{'token':{'secretName':'x','secretKey':'a/b'}}|token.secretKey|must be a Secret's key",
            "{'triggerAuthentication':{'name':'UPPER'}}|triggerAuthentication.name|must be a Kubernetes object's name",
            "{'runnerLabels':['docker','ubuntu:docker://x']}|runnerLabels[1]|contains a colon",
            "{'runnerLabels':['a,b']}|runnerLabels[0]|contains a comma",
            "{'runnerLabels':['a&b']}|runnerLabels[0]|must be a label's name",
            "{'nameOverride':'Runners'}|nameOverride|must be a part of a Kubernetes name",
            "{'fullnameOverride':'-x'}|fullnameOverride|must be a part of a Kubernetes name",
            "{'additionalLabels':{'team':'a b'}}|additionalLabels[team]|must be a label's value",
            "{'additionalLabels':{'app.kubernetes.io/name':'x'}}|additionalLabels[app.kubernetes.io/name]|has a key that the console sets",
            "{'additionalAnnotations':{'a b':'x'}}|additionalAnnotations[a b]|has a key that Kubernetes does not allow",
        }
    )
    void namesFieldReasonAndCure(String body, String field, String message) {
        List<FieldError> problems = check.problems(request(body));

        assertThat(problems)
            .filteredOn(p -> p.field().equals(field))
            .singleElement()
            .satisfies(p -> assertThat(p.message()).contains(message));
    }

    @Test
    void messagesNeverHoldTheToken() {
        assertThat(check.problems(request("{'token':{'value':'canary 1234'}}")).toString()).doesNotContain("canary");
    }

    @Test
    void whatCouldNotBeFoundAgainIsRefused() {
        String start =
            "{'forge':{'url':'https://git.example.com'},'scope':{'kind':'admin'},'triggerAuthentication':{'create':false},";
        assertThatThrownBy(() -> check.check(request(start + "'token':{'secretName':'x'}}"))).hasMessageContaining(
            "there is nothing to apply"
        );
        assertThatThrownBy(() ->
            check.check(request(start + "'token':{'value':'x'},'nameOverride':'y'}"))
        ).hasMessageContaining("would not find the Secret again");
    }
}
