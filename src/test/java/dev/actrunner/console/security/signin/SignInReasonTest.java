package dev.actrunner.console.security.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignInReasonTest {

    @ParameterizedTest
    @CsvSource({
        "access_denied, ACCESS_DENIED",
        "login_required, ACCESS_DENIED",
        "invalid_state_parameter, EXPIRED",
        "invalid_client, CLIENT",
        "invalid_nonce, ID_TOKEN",
        "server_error, PROVIDER_UNREACHABLE",
        "made_up, OTHER",
        "ACCESS_DENIED, OTHER",
        "'', OTHER",
        ", OTHER",
    })
    void everyCodeHasAReason(@Nullable String code, SignInReason reason) {
        assertThat(SignInReason.of(code)).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsOwnCode(SignInReason reason) {
        assertThat(SignInReason.of(reason.code())).isEqualTo(reason);
    }

    @Test
    void anExceptionCarriesItsCode() {
        var cause = new IllegalStateException("no name");
        var exception = SignInReason.MISSING_CLAIM.exception(cause);
        assertThat(exception.getError().getErrorCode()).isEqualTo("missing_claim");
        assertThat(exception.getError().getDescription()).isEqualTo("no name");
        assertThat(exception).hasCause(cause);
    }
}
