package dev.actrunner.console.web.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.browser.Browser;
import dev.actrunner.console.browser.SealedCookie;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.testing.ShiftedClock;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import dev.actrunner.console.web.support.DraftExpiredException;
import java.security.Principal;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class DraftsTest {

    private final ShiftedClock clock = new ShiftedClock();
    private final SealedCookie cookie = Browser.cookies(clock).of("draft", Duration.ofHours(2), 3);
    private final Browser browser = new Browser();

    private static Draft named(String name) {
        return Draft.at("team-a", name);
    }

    /** What one request does. */
    private <T> T as(String user, Function<Drafts, T> request) {
        var asked = browser.request();
        Principal who = () -> user;
        asked.setUserPrincipal(who);
        var response = new MockHttpServletResponse();
        T result = request.apply(new Drafts(cookie, asked, response));
        browser.take(response);
        return result;
    }

    private Draft required(String user, String id) {
        return as(user, drafts -> drafts.require(id));
    }

    @Test
    void allThatWasEnteredComesBack() {
        Draft whole = named("ci")
            .with(new ForgeStep("https://git.example.com ", "forgejo", "-----BEGIN CERTIFICATE-----\n"))
            .with(new ScopeStep("repo", null, "acme", "web", "docker, ubuntu"))
            .with(new TokenInput("value", "s3cret", null, "token"))
            .with(new PlaceStep("team-b", true, "other", "cluster", "auth", "n", "f", "a=b\nc=d", "e=f"));
        String id = as("jo", drafts -> drafts.add(whole));
        Draft read = required("jo", id);
        assertThat(read.forge()).isEqualTo(whole.forge());
        assertThat(read.scope()).isEqualTo(whole.scope());
        assertThat(read.place()).isEqualTo(whole.place());
        assertThat(read.origin()).isEqualTo(whole.origin());
        assertThat(Objects.requireNonNull(read.token().value()).open()).isEqualTo("s3cret");
        assertThat(read.token().secretKey()).isEqualTo("token");
        assertThat(browser.kept().values()).noneMatch(each -> each.getValue().contains("s3cret"));
        assertThat(browser.kept().values()).allMatch(each -> ("/setup/" + id).equals(each.getPath()));
    }

    @Test
    void nobodyElseOpensIt() {
        String id = as("jo", drafts -> drafts.add(named("ci")));
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() -> required("eve", id));
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() -> required("jo", "another"));
        browser.kept().clear();
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() -> required("jo", id));
    }

    @Test
    void aDraftIsReplacedAndRemoved() {
        String id = as("jo", drafts -> drafts.add(named("ci")));
        Draft replaced = as("jo", drafts -> {
            drafts.put(id, named("other"));
            return drafts.require(id);
        });
        assertThat(replaced).isEqualTo(named("other"));
        assertThat(required("jo", id)).isEqualTo(named("other"));
        as("jo", drafts -> {
            drafts.remove("another");
            return id;
        });
        assertThat(required("jo", id)).isEqualTo(named("other"));
        as("jo", drafts -> {
            drafts.remove(id);
            return id;
        });
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() -> required("jo", id));
    }

    @Test
    void itExpires() {
        String id = as("jo", drafts -> drafts.add(named("ci")));
        clock.set(Duration.ofMinutes(121));
        assertThatExceptionOfType(DraftExpiredException.class).isThrownBy(() -> required("jo", id));
    }

    @Test
    void oneThatIsTooLongLeavesTheOneBefore() {
        String noise = new Random(1)
            .ints(30_000, '0', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
        String id = as("jo", drafts -> drafts.add(named("ci")));
        boolean isKept = as("jo", drafts -> drafts.put(id, named("ci").with(new ForgeStep("x", "auto", noise))));
        assertThat(isKept).isFalse();
        assertThat(required("jo", id)).isEqualTo(named("ci"));
        // A connection whose certificates are long is not opened without them.
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> as("jo", drafts -> drafts.add(named("ci").with(new ForgeStep("x", "auto", noise)))))
            .satisfies(e -> assertThat(e.problems().getFirst().field()).isEqualTo("forge.ca"));
    }
}
