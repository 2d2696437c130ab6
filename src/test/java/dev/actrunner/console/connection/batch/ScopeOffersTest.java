package dev.actrunner.console.connection.batch;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.batch.ScopeOffers.Offer;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.store.ConnectionList;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.discovery.DiscoveredScopes;
import dev.actrunner.console.forge.discovery.ScopeDiscovery;
import dev.actrunner.console.forge.discovery.ScopeDiscovery.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeOffersTest {

    private final ScopeDiscovery discovery = mock();
    private final Connections connections = mock();
    private final ScopeOffers offers = new ScopeOffers(discovery, connections, mock(CaCertificates.class));

    private static ProbeTarget target(String url) {
        return new ProbeTarget(
            new ForgeUrl(url),
            null,
            new JobScope.Admin(),
            RunnerLabels.none(),
            new ApiToken("token"),
            null
        );
    }

    private List<Offer> offered(String url, List<Connection> there, JobScope... scopes) throws Exception {
        when(discovery.discover(any(), any(), any())).thenReturn(new DiscoveredScopes(List.of(scopes), false));
        when(connections.list(null)).thenReturn(new ConnectionList(there, List.of()));
        return offers.find(target(url), null, null, Kind.ORG, "").items();
    }

    @Test
    void namesAreWhatKubernetesAllows() throws Exception {
        assertThat(
            offered(
                "https://git.example.com",
                List.of(),
                new JobScope.Org("Team_.1"),
                new JobScope.Org("-_-"),
                new JobScope.Org("a".repeat(60)),
                new JobScope.Repo("acme", "App.Web")
            )
        )
            .extracting(Offer::name)
            .containsExactly("team-1", "org", "a".repeat(40), "acme-app-web");
    }

    @Test
    void noTwoHaveTheSameName() throws Exception {
        assertThat(
            offered(
                "https://git.example.com",
                List.of(),
                new JobScope.Org("a_b"),
                new JobScope.Org("a.b"),
                new JobScope.Org("a-b")
            )
        )
            .extracting(Offer::name)
            .containsExactly("a-b", "a-b-2", "a-b-3");
    }

    /** Setting it up under that name would take the other's token away. */
    @Test
    void aNameOfAnotherForgesConnectionIsNotOffered() throws Exception {
        Connection there = connection("team-a/acme");
        assertThat(offered("https://another.example.com", List.of(there), new JobScope.Org("acme")))
            .extracting(Offer::name)
            .containsExactly("acme-2");
    }

    @Test
    void anAuthorityIsReadInANamespace() {
        assertThatExceptionOfType(ConnectionException.Invalid.class).isThrownBy(() ->
            offers.find(target("https://git.example.com"), null, CaRef.parse("ConfigMap/ca/ca.crt"), Kind.ORG, "")
        );
    }
}
