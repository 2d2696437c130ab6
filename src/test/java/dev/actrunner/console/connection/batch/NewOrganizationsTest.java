package dev.actrunner.console.connection.batch;

import static dev.actrunner.console.testing.SampleConnections.FORGE;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.discovery.DiscoveredScopes;
import dev.actrunner.console.forge.discovery.ScopeDiscovery;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewOrganizationsTest {

    private static final Connection ACME = connection("team-a/acme", FORGE, new JobScope.Org("acme"));

    private final SharedToken tokens = mock();
    private final ScopeDiscovery discovery = mock();
    private final NewOrganizations organizations = new NewOrganizations(tokens, discovery);

    NewOrganizationsTest() throws ProbeFailedException {
        when(tokens.of(ACME.key())).thenReturn(new SharedToken.Source(ACME, new ApiToken("token"), null));
        when(discovery.discover(any(), any(), any())).thenReturn(
            new DiscoveredScopes(
                List.of(new JobScope.Org("Acme"), new JobScope.Org("beta"), new JobScope.Org("gamma")),
                false
            )
        );
    }

    @Test
    void listsThoseThatNoConnectionIsForOnThatForge() {
        assertThat(
            organizations.find(
                ACME.key(),
                List.of(
                    ACME,
                    connection("team-b/beta", FORGE, new JobScope.Org("beta")),
                    connection("team-b/gamma", "https://another.example.com", new JobScope.Org("gamma"))
                )
            )
        ).containsExactly("gamma");
    }

    @Test
    void listsNoneWhereAConnectionCountsTheWholeInstance() {
        assertThat(organizations.find(ACME.key(), List.of(ACME, connection("team-b/all")))).isEmpty();
        verifyNoInteractions(discovery);
    }

    /** However often the dashboard is looked at; what has a connection meanwhile is not new any more. */
    @Test
    void asksTheForgeOnceForAWhile() throws ProbeFailedException {
        assertThat(organizations.find(ACME.key(), List.of(ACME))).containsExactly("beta", "gamma");
        Connection beta = connection("team-b/beta", FORGE, new JobScope.Org("beta"));
        assertThat(organizations.find(ACME.key(), List.of(ACME, beta))).containsExactly("gamma");
        verify(discovery, times(1)).discover(any(), any(), any());
    }

    @Test
    void aForgeThatDoesNotTellIsNotAskedAgainEither() throws ProbeFailedException {
        when(discovery.discover(any(), any(), any())).thenThrow(
            new ProbeFailedException(Finding.TLS_CA_UNREADABLE, "unreadable")
        );
        assertThat(organizations.find(ACME.key(), List.of(ACME))).isEmpty();
        assertThat(organizations.find(ACME.key(), List.of(ACME))).isEmpty();
        verify(discovery, times(1)).discover(any(), any(), any());
    }

    /** What is kept is for those who may read the token: that is asked each time. */
    @Test
    void whoMayNotReadTheTokenIsToldNothing() {
        organizations.find(ACME.key(), List.of(ACME));
        when(tokens.of(ACME.key())).thenThrow(new ConnectionException.NotFound(ACME.key()));
        assertThatExceptionOfType(ConnectionException.NotFound.class).isThrownBy(() ->
            organizations.find(ACME.key(), List.of(ACME))
        );
    }
}
