package dev.actrunner.console.web.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.browser.Browser;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.notification.Notifications.TestResult;
import dev.actrunner.console.testing.ShiftedClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.FlashMap;

class FlashCookieTest {

    private final ShiftedClock clock = new ShiftedClock();
    private final FlashCookie flash = new FlashCookie(Browser.cookies(clock));
    private final Browser browser = new Browser();

    private void tell(String path, Map<String, Object> attributes) {
        var map = new FlashMap();
        map.setTargetRequestPath(path);
        map.putAll(attributes);
        var response = new MockHttpServletResponse();
        flash.saveOutputFlashMap(map, browser.request(), response);
        browser.take(response);
    }

    private Map<String, Object> told(String path) {
        var request = browser.request();
        request.setRequestURI(path);
        var response = new MockHttpServletResponse();
        FlashMap map = flash.retrieveAndUpdate(request, response);
        browser.take(response);
        return map == null ? Map.of() : Map.copyOf(map);
    }

    @Test
    void allThatPagesTellComesBackOnce() {
        Map<String, Object> all = Map.of(
            "text",
            "team-a/ci",
            "number",
            3,
            "yes",
            true,
            "texts",
            List.of("one", "two"),
            "none",
            List.of(),
            "result",
            new TestResult(false, "HTTP 500"),
            "problems",
            new FieldErrors(List.of(new FieldError("replicas", "is not a number"))),
            "applied",
            List.of(new ResourceView("Secret", "ci", "created", List.of("a: b"), "kind: Secret\n"))
        );
        tell("/next", all);
        assertThat(told("/other")).isEmpty();
        assertThat(told("/next")).isEqualTo(all);
        assertThat(told("/next")).isEmpty();
        assertThat(browser.kept()).isEmpty();
    }

    @Test
    void whatIsTooLongIsLeftOut() {
        String noise = new Random(1)
            .ints(30_000, '0', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
        tell("/next", Map.of("yes", true, "noise", noise));
        assertThat(told("/next")).isEqualTo(Map.of("yes", true));
    }

    @Test
    void whatIsOldIsNotTold() {
        tell("/next", Map.of("yes", true));
        clock.set(Duration.ofMinutes(4));
        assertThat(told("/next")).isEmpty();
    }

    @Test
    void nothingOfAnotherTypeIsMade() {
        tell("/next", Map.of("uri", Objects.requireNonNull(URI.create("https://example.com"))));
        assertThat(told("/next")).isEmpty();
    }
}
