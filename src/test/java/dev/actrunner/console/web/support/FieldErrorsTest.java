package dev.actrunner.console.web.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.FieldError;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class FieldErrorsTest {

    @AfterEach
    void forgetTheReader() {
        LocaleContextHolder.resetLocaleContext();
    }

    private static FieldErrors of(String field, String message) {
        return FieldErrors.of(List.of(new FieldError(field, message)));
    }

    @Test
    void anElementsProblemIsItsFields() {
        FieldErrors errors = of("runnerLabels[1]", "contains a comma: enter each label separately");
        assertThat(errors.at("runnerLabels")).isEqualTo("contains a comma: enter each label separately");
        assertThat(errors.id("runnerLabels[1]")).isEqualTo("runnerLabels");
        assertThat(errors.at("runner")).isNull();
    }

    @Test
    void theFirstOfSeveralIsShown() {
        var errors = FieldErrors.of(List.of(new FieldError("name", "one"), new FieldError("name", "two")));
        assertThat(errors.at("name")).isEqualTo("one");
        assertThat(errors.isEmpty()).isFalse();
        assertThat(FieldErrors.none().isEmpty()).isTrue();
    }

    @Test
    void aReaderOfAnotherLanguageIsNotShownEnglish() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        String known = of("name", "contains a comma: enter each label separately").at("name");
        assertThat(known).isNotBlank().doesNotContain("comma");
        assertThat(of("name", "made up for a test").at("name")).isEqualTo(of("name", "is not valid").at("name"));
    }
}
