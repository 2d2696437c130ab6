package dev.actrunner.console.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.ForgeResponses;
import java.io.IOException;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeTextTest {

    private static ForgeText text(String body) throws IOException {
        try (Response response = ForgeResponses.response(403, body)) {
            return ForgeText.of(response);
        }
    }

    @Test
    void readsTheFieldsOfAnObject() throws IOException {
        ForgeText text = text("{\"message\":\"no\",\"count\":3}");
        assertThat(text.isObject()).isTrue();
        assertThat(text.string("message")).isEqualTo("no");
        assertThat(text.string("absent")).isEmpty();
        assertThat(text.field("count")).hasToString("3");
        assertThat(text.field("absent")).isNull();
    }

    @Test
    void whatIsNoObjectHasNoFields() throws IOException {
        for (String body : new String[] { "[{\"a\":1}]", "null", "\"a\"", "{\"a\":", "", "<html>" }) {
            ForgeText text = text(body);
            assertThat(text.isObject()).as(body).isFalse();
            assertThat(text.string("a")).isEmpty();
            assertThat(text.field("a")).isNull();
        }
    }

    @Test
    void anEmptyListIsToldFromOthers() throws IOException {
        assertThat(text(" []\n").isEmptyArray()).isTrue();
        assertThat(text("[1]").isEmptyArray()).isFalse();
        assertThat(text("{}").isEmptyArray()).isFalse();
    }

    @Test
    void whatStandsAfterAMarkGoesToTheEnd() throws IOException {
        assertThat(text("required=[a], token scope=b").after("token scope=")).isEqualTo("b");
        assertThat(text("nothing").after("token scope=")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "<html><TITLE lang='en'>Sign in</TITLE> | Sign in",
            "<title>a <b>&amp; c</title> | a b amp c",
            "<title> two\tspaces  </title> | two spaces",
            "<html><body>none | ''",
            "<title>never closed | ''",
        }
    )
    void aTitleIsWhatCanBePrintedOfIt(String page, String title) throws IOException {
        assertThat(text(page).title()).isEqualTo(title);
    }

    @Test
    void aLongTitleIsCut() throws IOException {
        assertThat(text("<title>" + "x".repeat(300) + "</title>").title()).isEqualTo("x".repeat(80));
    }

    @ParameterizedTest
    @CsvSource({
        "'  <!DOCTYPE HTML>', true",
        "<html lang=en>, true",
        "'{\"a\":\"<html>\"}', false",
        "<?xml version=1?>, false",
    })
    void aPageBeginsAsPagesDo(String body, boolean html) throws IOException {
        assertThat(text(body).looksLikeHtml()).isEqualTo(html);
    }

    @Test
    void onlyTheBeginningIsRead() throws IOException {
        assertThat(text("x".repeat(16 * 1024) + "end").contains("end")).isFalse();
    }
}
