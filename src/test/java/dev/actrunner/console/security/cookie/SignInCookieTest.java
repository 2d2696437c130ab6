package dev.actrunner.console.security.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.browser.Browser;
import dev.actrunner.console.browser.EndedSignIns;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.security.identity.OperatorAuthentication;
import dev.actrunner.console.security.identity.SecurityProperties;
import dev.actrunner.console.security.identity.SignedIn;
import dev.actrunner.console.testing.ShiftedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

class SignInCookieTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final Duration MAX_AGE = Duration.ofHours(8);

    private final ShiftedClock clock = new ShiftedClock();
    private final EndedSignIns ended = Browser.ended(clock);
    private final SignInCookie cookie = cookie("cluster");
    private final Browser browser = new Browser();

    private SignInCookie cookie(String mode, String... settings) {
        var all = new HashMap<>(Map.of("console.security.mode", mode));
        for (String each : settings) {
            all.put("console.security." + each.split("=", 2)[0], each.split("=", 2)[1]);
        }
        var properties = new Binder(new MapConfigurationPropertySource(all)).bindOrCreate(
            "console.security",
            SecurityProperties.class
        );
        return new SignInCookie(Browser.cookies(clock), properties, ended, clock);
    }

    private SignedIn somebody(ClusterIdentity identity) {
        Instant now = clock.instant();
        return new SignedIn("1", "csrf", "jo", identity, now, now, now.plus(MAX_AGE));
    }

    private void save(SignInCookie to, @Nullable Authentication who) {
        var response = new MockHttpServletResponse();
        var context = who == null ? SecurityContextHolder.createEmptyContext() : new SecurityContextImpl(who);
        to.saveContext(context, browser.request(), response);
        browser.take(response);
    }

    private @Nullable SignedIn read(SignInCookie from) {
        return from.read(browser.request());
    }

    @Test
    void whoSignedInIsKnownAgain() {
        for (ClusterIdentity identity : List.of(
            new ClusterIdentity.Bearer("a-token"),
            new ClusterIdentity.Impersonated("oidc:jo", List.of("oidc:dev", "oidc:ops"))
        )) {
            save(cookie, somebody(identity));
            SignedIn read = Objects.requireNonNull(read(cookie));
            assertThat(read.identity()).isEqualTo(identity);
            assertThat(read.getName()).isEqualTo("jo");
            assertThat(read.csrf()).isEqualTo("csrf");
            assertThat(read.isAuthenticated()).isTrue();
            assertThat(cookie.containsContext(browser.request())).isTrue();
            assertThat(browser.kept().values()).noneMatch(each -> each.getValue().contains("a-token"));
        }
    }

    @Test
    void nobodyIsKnownWithoutOne() {
        assertThat(read(cookie)).isNull();
        assertThat(cookie.containsContext(browser.request())).isFalse();
    }

    @Test
    void anOperatorIsOneInLocalModeAloneAndAPersonInTheOther() {
        SignInCookie local = cookie("local");
        save(local, new OperatorAuthentication());
        assertThat(Objects.requireNonNull(read(local)).identity()).isEqualTo(new ClusterIdentity.Console());
        assertThat(read(cookie)).isNull();
        save(cookie, somebody(new ClusterIdentity.Bearer("a-token")));
        assertThat(read(local)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
            "kubernetes-tokens=false",
            "oidc.issuer=https://other.example.com",
            "oidc.groups-prefix=other:",
            "oidc.username-claim=email",
            "oidc.cluster-identity=token",
        }
    )
    void whoSignedInUnderOtherSettingsSignsInAgain(String setting) {
        save(cookie, somebody(new ClusterIdentity.Impersonated("oidc:jo", List.of())));
        assertThat(read(cookie)).isNotNull();
        assertThat(read(cookie("cluster", setting))).isNull();
    }

    @Test
    void aNewSignInEndsTheOneThatTheBrowserHad() {
        SignInCookie local = cookie("local");
        save(local, new OperatorAuthentication());
        var first = Map.copyOf(browser.kept());
        save(local, new OperatorAuthentication());
        assertThat(read(local)).isNotNull();
        browser.kept().putAll(first);
        assertThat(read(local)).isNull();
    }

    @Test
    void whatAnotherVersionWroteIsNobody() {
        for (String text : List.of("", "{", "{}", "{\"id\":\"1\"}", "[]", "null", "{\"settings\":null}")) {
            var response = new MockHttpServletResponse();
            Browser.cookies(clock)
                .untilBrowserCloses(SignInCookie.NAME, MAX_AGE, 3)
                .write(browser.request(), response, text);
            browser.take(response);
            assertThat(read(cookie)).as(text).isNull();
        }
    }

    @Test
    void itEndsWhenNobodyUsesIt() {
        save(cookie, somebody(new ClusterIdentity.Bearer("a-token")));
        clock.set(TIMEOUT.minusSeconds(1));
        assertThat(read(cookie)).isNotNull();
        clock.set(TIMEOUT.plusSeconds(1));
        assertThat(read(cookie)).isNull();
    }

    @Test
    void whoUsesItKeepsItUntilItIsOld() {
        save(cookie, somebody(new ClusterIdentity.Bearer("a-token")));
        assertThat(cookie.isToBeRenewed(Objects.requireNonNull(read(cookie)))).isFalse();
        for (Duration at = Duration.ofMinutes(10); at.compareTo(MAX_AGE) < 0; at = at.plusMinutes(10)) {
            clock.set(at);
            SignedIn read = Objects.requireNonNull(read(cookie), at.toString());
            assertThat(cookie.isToBeRenewed(read)).isTrue();
            save(cookie, read);
        }
        clock.set(MAX_AGE.plusSeconds(1));
        assertThat(read(cookie)).isNull();
    }

    @Test
    void aCopyIsNoGoodOnceItsOwnerSignedOut() {
        save(cookie, somebody(new ClusterIdentity.Bearer("a-token")));
        var copy = Map.copyOf(browser.kept());
        save(cookie, null);
        assertThat(browser.kept()).isEmpty();
        browser.kept().putAll(copy);
        assertThat(read(cookie)).isNull();
    }

    @Test
    void eachSignInHasAnotherIdAndToken() {
        SignInCookie local = cookie("local");
        save(local, new OperatorAuthentication());
        SignedIn first = Objects.requireNonNull(read(local));
        save(local, new OperatorAuthentication());
        SignedIn second = Objects.requireNonNull(read(local));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.csrf()).isNotEqualTo(first.csrf());
    }

    @Test
    void whatABrowserCannotKeepIsSaid() {
        String token = new Random(1)
            .ints(12_000, '0', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
        assertThatExceptionOfType(TokenTooLongException.class).isThrownBy(() ->
            save(cookie, somebody(new ClusterIdentity.Bearer(token)))
        );
        assertThat(read(cookie)).isNull();
    }

    @Test
    void twoHundredGroupsAndATokenOfSevenThousandLettersAreKept() {
        List<String> groups = IntStream.range(0, 200)
            .mapToObj(i -> "oidc:organization/department/team-" + i)
            .toList();
        save(cookie, somebody(new ClusterIdentity.Impersonated("oidc:jo", groups)));
        assertThat(read(cookie)).isNotNull();
        String token = new Random(1)
            .ints(7_000, '0', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
        save(cookie, somebody(new ClusterIdentity.Bearer(token)));
        assertThat(Objects.requireNonNull(read(cookie)).identity()).isEqualTo(new ClusterIdentity.Bearer(token));
    }
}
