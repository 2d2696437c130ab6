package dev.actrunner.console.forge.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.discovery.ScopeDiscovery.Kind;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.Outbound;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.proxy.ProxySettings;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForgejo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ScopeDiscoveryTest {

    private final StubForge forge = new StubForgejo("15.0.3");
    private final ScopeDiscovery discovery = new ScopeDiscovery(
        new ForgeProbe(
            new ForgeProperties(Duration.ofSeconds(3), Duration.ofSeconds(10), DataSize.ofMegabytes(64), null),
            Outbound.ANYWHERE,
            ProxySettings.NONE,
            Clock.systemUTC()
        )
    );

    @AfterEach
    void stop() {
        forge.close();
    }

    private ProbeTarget target(boolean siteAdmin, String... scopes) {
        forge.token("token", new Account("jo", siteAdmin, Set.of(scopes)));
        return new ProbeTarget(
            new ForgeUrl(forge.url()),
            null,
            new JobScope.Admin(),
            RunnerLabels.none(),
            new ApiToken("token"),
            null
        );
    }

    private static List<String> names(DiscoveredScopes found) {
        return found.scopes().stream().map(JobScope::subject).toList();
    }

    @Test
    void organizationsOfAllPagesAreFoundOnce() throws ProbeFailedException {
        for (int i = 0; i < 120; i++) {
            forge.org("org-" + i, "jo");
        }
        var found = discovery.discover(target(false, "read:organization", "read:user"), Kind.ORG, "");
        assertThat(names(found)).hasSize(120).doesNotHaveDuplicates().contains("org-0", "org-119");
        assertThat(found.hasMore()).isFalse();
    }

    @Test
    void aSearchFindsPartsOfNamesInAnyCase() throws ProbeFailedException {
        forge.org("Acme-Web", "jo").org("acme-app", "jo").org("other", "jo");
        assertThat(names(discovery.discover(target(false, "read:organization"), Kind.ORG, " ACME "))).containsExactly(
            "acme-app",
            "Acme-Web"
        );
    }

    /** The forge searches among repositories only, so that all pages are gone through. */
    @Test
    void aSearchFindsWhatIsBehindTheMost() throws ProbeFailedException {
        for (int i = 0; i < ScopeDiscovery.MAX + 20; i++) {
            forge.org("org-%03d".formatted(i), "jo");
        }
        ProbeTarget target = target(false, "read:organization");
        assertThat(discovery.discover(target, Kind.ORG, "").hasMore()).isTrue();
        assertThat(names(discovery.discover(target, Kind.ORG, "-519"))).containsExactly("org-519");
    }

    @Test
    void anAdministratorsTokenListsAll() throws ProbeFailedException {
        forge.org("acme", "somebody");
        assertThat(names(discovery.discover(target(true, "read:admin"), Kind.ORG, ""))).containsExactly("acme");
    }

    @Test
    void repositoriesHaveTheirOwners() throws ProbeFailedException {
        forge.repository("acme/app").repository("jo/tool");
        assertThat(discovery.discover(target(false, "read:repository"), Kind.REPO, "").scopes()).containsExactly(
            new JobScope.Repo("acme", "app"),
            new JobScope.Repo("jo", "tool")
        );
    }

    @Test
    void noMoreThanTheMostAreListed() throws ProbeFailedException {
        for (int i = 0; i < ScopeDiscovery.MAX + 20; i++) {
            forge.repository("acme/app-" + i);
        }
        var found = discovery.discover(target(false, "read:repository"), Kind.REPO, "");
        assertThat(found.scopes()).hasSize(ScopeDiscovery.MAX);
        assertThat(found.hasMore()).isTrue();
    }

    @Test
    void aTokenThatMayListNothingIsToldWhatItNeeds() {
        ProbeTarget target = target(false, "read:user");
        var refused = catchThrowableOfType(ProbeFailedException.class, () -> discovery.discover(target, Kind.ORG, ""));
        assertThat(refused.check().finding()).isEqualTo(Finding.PERMISSION_SCOPE);
        assertThat(refused.check().remediation()).contains("read:organization");
    }

    @Test
    void aForgeThatWantsToBeLeftAloneIsSaidTo() {
        ProbeTarget target = target(false, "read:organization");
        forge.away(429, "30");
        var refused = catchThrowableOfType(ProbeFailedException.class, () -> discovery.discover(target, Kind.ORG, ""));
        assertThat(refused.check().finding()).isEqualTo(Finding.HTTP_RATE_LIMITED);
    }

    @Test
    void aForgeThatIsAwayIsSaidToBe() {
        ProbeTarget target = target(false, "read:organization");
        forge.away(502, "");
        var refused = catchThrowableOfType(ProbeFailedException.class, () -> discovery.discover(target, Kind.ORG, ""));
        assertThat(refused.check().finding()).isEqualTo(Finding.HTTP_SERVER_ERROR);
    }
}
