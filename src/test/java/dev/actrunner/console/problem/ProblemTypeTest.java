package dev.actrunner.console.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

class ProblemTypeTest {

    /** A status with several problems has the one that is called like it. */
    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, UNAUTHORIZED",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "412, PRECONDITION_FAILED",
        "413, CONTENT_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "429, TOO_MANY_REQUESTS",
        "403, ",
        "409, ",
        "503, ",
        "418, ",
    })
    void isFoundByAStatusThatSaysItAll(int status, @Nullable ProblemType type) {
        assertThat(ProblemType.of(HttpStatusCode.valueOf(status))).isEqualTo(type);
    }

    @Test
    void isNamedByAUri() {
        assertThat(ProblemType.FIELD_CONFLICT.id()).isEqualTo("field-conflict");
        assertThat(ProblemType.FIELD_CONFLICT.uri()).hasToString("urn:act-runner-console:problem:field-conflict");
    }

    @Test
    void aProblemDetailHasARemediation() {
        ProblemDetail problem = ProblemType.IN_USE.with("ci is used.", "Delete it first.");
        assertThat(problem.getStatus()).isEqualTo(409);
        assertThat(problem.getTitle()).isEqualTo("Connection in use");
        assertThat(problem.getDetail()).isEqualTo("ci is used.");
        assertThat(problem.getProperties()).isEqualTo(Map.of("remediation", "Delete it first."));
    }

    @ParameterizedTest
    @EnumSource
    void takesItsOwnRemediationWhereNoneIsGiven(ProblemType type) {
        assertThat(type.with(null).getProperties()).containsEntry("remediation", type.remediation());
        assertThat(type.remediation()).endsWith(".");
    }
}
