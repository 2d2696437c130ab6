package dev.actrunner.console.monitor.listing;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.found;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.ConnectionList;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.VisibleNamespaces;
import dev.actrunner.console.monitor.VisibleNamespaces.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going through all connections a page at a time. */
class ConnectionPagerTest {

    private static final ConnectionReport READY = ready(1, 0);
    private static final ConnectionReport FAILED = found(Finding.CONNECT_REFUSED);

    private final Connections connections = mock();
    private final Monitor monitor = mock();
    private final VisibleNamespaces visible = mock();
    private final ConnectionPager pager = new ConnectionPager(connections, monitor, visible);

    /** Lets the cluster list connections, all of which were probed. */
    private void listed(String... keys) {
        List<Connection> items = Stream.of(keys)
            .map(k -> connection(k))
            .toList();
        when(connections.list(any())).thenReturn(new ConnectionList(items, List.of("team-x")));
        items.forEach(item -> when(monitor.lastReport(item.key())).thenReturn(READY));
    }

    private void watched(String... keys) {
        List<ConnectionStatus> statuses = Stream.of(keys)
            .map(k -> ConnectionStatus.unprobed(key(k), new Subject.OfConsole(connection(k))))
            .toList();
        when(monitor.isWatchComplete()).thenReturn(true);
        when(monitor.statusesAfter(any())).thenAnswer(call -> {
            ConnectionKey last = call.getArgument(0);
            return statuses.stream().filter(each -> last == null || each.key().compareTo(last) > 0);
        });
        statuses.forEach(status -> when(monitor.lastReport(status.key())).thenReturn(READY));
    }

    private static List<String> keys(ConnectionPage page) {
        return page
            .items()
            .stream()
            .map(item -> item.connection().key().toString())
            .toList();
    }

    /** All pages, one after the other. */
    private List<List<String>> pages(@Nullable Verdict verdict, int limit) {
        var pages = new ArrayList<List<String>>();
        String next = null;
        do {
            ConnectionPage page = pager.page(null, verdict, limit, next);
            pages.add(keys(page));
            next = page.next();
        } while (next != null);
        return pages;
    }

    @Test
    void eachConnectionIsOnOnePage() {
        listed("a/1", "a/2", "b/1", "b/2", "c/1");
        assertThat(pages(null, 2)).containsExactly(List.of("a/1", "a/2"), List.of("b/1", "b/2"), List.of("c/1"));
    }

    @Test
    void eachWatchedConnectionIsOnOnePage() {
        when(visible.of(any())).thenReturn(Visible.ALL);
        watched("a/1", "a/2", "b/1");
        assertThat(pages(null, 2)).containsExactly(List.of("a/1", "a/2"), List.of("b/1"));
        assertThat(pages(Verdict.READY, 2)).startsWith(List.of("a/1", "a/2"), List.of("b/1"));
    }

    @Test
    void aPageThatIsExactlyFullIsTheLast() {
        listed("a/1", "a/2");
        assertThat(pages(null, 2)).containsExactly(List.of("a/1", "a/2"));
    }

    @Test
    void aConnectionThatWasDeletedMeanwhileDoesNotStopTheNextPage() {
        listed("a/1", "a/2", "a/3");
        String next = pager.page(null, null, 2, null).next();
        listed("a/3");
        assertThat(keys(pager.page(null, null, 2, next))).containsExactly("a/3");
    }

    @Test
    void aVerdictSelectsBeforeThePageIsCut() {
        listed("a/1", "a/2", "a/3", "a/4");
        when(monitor.lastReport(key("a/2"))).thenReturn(FAILED);
        when(monitor.lastReport(key("a/4"))).thenReturn(FAILED);
        assertThat(pages(Verdict.FAILED, 1)).startsWith(List.of("a/2"), List.of("a/4"));
        assertThat(pages(Verdict.WARNING, 1)).containsExactly(List.of());
    }

    @Test
    void onlyWhatIsOnThePageAndWasNeverProbedIsProbed() {
        listed("a/1", "a/2", "a/3");
        when(monitor.lastReport(key("a/2"))).thenReturn(null, READY);
        ConnectionPage page = pager.page(null, null, 2, null);
        assertThat(page.items().getLast().report()).isEqualTo(READY);
        verify(monitor).probe(key("a/2"));
        verify(monitor, never()).probe(key("a/1"));
        verify(monitor, never()).probe(key("a/3"));
    }

    @Test
    void aConnectionThatIsGoneWhenItIsProbedIsForgotten() {
        listed("a/1");
        when(monitor.lastReport(key("a/1"))).thenReturn(null);
        when(monitor.probe(key("a/1"))).thenThrow(new ConnectionException.NotFound(key("a/1")));
        assertThat(pager.page(null, null, 10, null).items().getFirst().report()).isNull();
        verify(monitor).forget(key("a/1"));
    }

    @Test
    void whatIsWatchedIsHeldBackWhereTheCallerMayNotLook() {
        watched("a/1", "b/1");
        when(visible.of(any())).thenReturn(new Visible(Set.of("b")));
        ConnectionPage page = pager.page(null, null, 10, null);
        assertThat(keys(page)).containsExactly("b/1");
        assertThat(page.forbiddenNamespaces()).containsExactly("*");
        verify(connections, never()).list(any());
    }

    @Test
    void aNamespaceThatMayNotBeSeenIsNamed() {
        watched("a/1", "b/1");
        when(visible.reaches("b")).thenReturn(true);
        when(visible.of(any())).thenReturn(new Visible(Set.of("b")));
        assertThat(pager.page("a", null, 10, null)).isEqualTo(new ConnectionPage(List.of(), null, List.of("a")));
        assertThat(keys(pager.page("b", null, 10, null))).containsExactly("b/1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "%%", "YQ", "YS8", "YS9CLw" })
    void aPlaceThatNoPageGaveIsRefused(String after) {
        listed("a/1");
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> pager.page(null, null, 10, after))
            .withMessageStartingWith("continue is not a value that a page of this list returned");
    }
}
