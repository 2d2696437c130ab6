package dev.actrunner.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedLogTest {

    @ParameterizedTest
    @CsvSource(
        textBlock = """
        sent 0123456789abcdef0123456789abcdef01234567 along | sent [hidden] along
        Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln | Authorization: [hidden]
        authorization=basic dXNlcjpwYXNzd29yZC1sb25n | authorization=[hidden]
        the token was refused | the token was refused
        connection.apply team-a/ci: done by jo | connection.apply team-a/ci: done by jo
        """,
        delimiter = '|'
    )
    void takesOutWhatLooksLikeASecret(String logged, String kept) {
        assertThat(RedactedLog.redacted(logged)).isEqualTo(kept);
    }
}
