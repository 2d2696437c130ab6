package dev.actrunner.console.connection.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgePassword;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewTokenTest {

    private static NewToken by(@Nullable String username, @Nullable String password) {
        return new NewToken(null, username, password, null);
    }

    @Test
    void aTokenIsTakenWithoutSpacesAroundIt() {
        assertThat(new NewToken(" abc\n", null, null, null).token()).isEqualTo(new ApiToken("abc"));
    }

    @Test
    void whatIsNoTokenIsRefusedWithoutRepeatingIt() {
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> new NewToken("two s3cret words", null, null, null).token())
            .withMessageStartingWith("value contains a space")
            .withMessageNotContaining("s3cret");
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> new NewToken(null, null, null, null).token())
            .withMessageStartingWith("value is empty");
    }

    @ParameterizedTest
    @CsvSource({ ", , false", "'', ' ', false", "jo, , true", ", pw, true", "jo, pw, true" })
    void aTokenIsMadeWhereALoginOrAPasswordIsGiven(
        @Nullable String username,
        @Nullable String password,
        boolean toBeMade
    ) {
        assertThat(by(username, password).isToBeMade()).isEqualTo(toBeMade);
    }

    @Test
    void thePasswordKeepsItsSpacesAndTheLoginDoesNot() {
        ForgePassword who = new NewToken(null, " jo ", " p w ", "123456").who();
        assertThat(who.user()).isEqualTo("jo");
        assertThat(who.password().open()).isEqualTo(" p w ");
        assertThat(who.otp()).isEqualTo("123456");
    }

    @ParameterizedTest
    @CsvSource({
        ", pw, username is missing",
        "' ', pw, username is missing",
        "jo, , password is missing",
        "a:b, pw, username has a colon",
    })
    void bothAreNeeded(@Nullable String username, @Nullable String password, String message) {
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> by(username, password).who())
            .withMessageStartingWith(message);
    }

    @Test
    void isNeverPrinted() {
        assertThat(new NewToken("s3cret", "jo", "pw", "1")).hasToString("NewToken[***]");
        assertThat(by("jo", "pw").who().toString()).doesNotContain("pw");
    }
}
