package dev.actrunner.console.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs in as a browser does, by the sign-in page's forms. */
public final class SignIn {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private SignIn() {}

    /** By the newest link in a local console's log; gives the session's cookie. */
    public static String byLink(String console, String log) {
        Matcher link = Pattern.compile(Pattern.quote(console) + "/sign-in#code=([\\w-]+)").matcher(log);
        String code = "";
        while (link.find()) {
            code = link.group(1);
        }
        return byForm(console, "/sign-in/code", "code", code);
    }

    /** By a token of the cluster; gives the session's cookie. */
    public static String byToken(String console, String token) {
        return byForm(console, "/sign-in/token", "token", token);
    }

    private static String byForm(String console, String path, String field, String value) {
        try (var client = HttpClient.newHttpClient()) {
            var page = send(client, HttpRequest.newBuilder(URI.create(console + "/sign-in")).build());
            Matcher csrf = CSRF.matcher(page.body());
            assertThat(csrf.find()).as(page.body()).isTrue();
            // Whoever has not signed in has a token for forms, and no session.
            assertThat(page.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("session="));
            var answer = send(
                client,
                HttpRequest.newBuilder(URI.create(console + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Cookie", cookie(page, "csrf"))
                    .POST(
                        BodyPublishers.ofString("_csrf=" + encoded(csrf.group(1)) + "&" + field + "=" + encoded(value))
                    )
                    .build()
            );
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            String cookie = cookie(answer, "session");
            assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(c -> c.startsWith("session="))
                .allMatch(c -> c.contains("HttpOnly") && c.contains("SameSite=Lax"));
            return cookie;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String cookie(HttpResponse<?> answer, String name) {
        return answer
            .headers()
            .allValues("Set-Cookie")
            .stream()
            .filter(c -> c.startsWith(name + "="))
            .map(c -> c.substring(0, c.indexOf(';')))
            .reduce((_, last) -> last)
            .orElseThrow();
    }
}
