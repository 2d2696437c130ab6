package dev.actrunner.console.monitor;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.MonitoredConnections.Update;
import org.junit.jupiter.api.Test;

class MonitoredConnectionsTest {

    private final MonitoredConnections monitored = new MonitoredConnections();

    private Update add(Connection connection) {
        return monitored.update(connection.key(), new Subject.OfConsole(connection));
    }

    @Test
    void tellsWhatIsNewFromWhatChanged() {
        Update first = add(connection("team-a/ci"));
        assertThat(first.isNew()).isTrue();
        assertThat(first.changed()).isTrue();
        Update same = add(connection("team-a/ci"));
        assertThat(same.isNew()).isFalse();
        assertThat(same.changed()).isFalse();
        Update other = add(connection("team-a/ci", "https://other.example.org", new JobScope.Admin()));
        assertThat(other.isNew()).isFalse();
        assertThat(other.changed()).isTrue();
        assertThat(other.entry()).isSameAs(first.entry());
    }

    @Test
    void listsByNamespaceAndName() {
        add(connection("team-b/a"));
        add(connection("team-a/z"));
        add(connection("team-a/b"));
        assertThat(monitored.statuses())
            .extracting(status -> status.key().toString())
            .containsExactly("team-a/b", "team-a/z", "team-b/a");
        assertThat(monitored.namespaces()).containsExactlyInAnyOrder("team-a", "team-b");
        assertThat(monitored.size()).isEqualTo(3);
    }

    @Test
    void aRemovedConnectionBeginsAnewWhenItComesBack() {
        add(connection("team-a/ci")).entry().record(ready(1, 0), true);
        assertThat(monitored.remove(key("team-a/ci"))).isTrue();
        assertThat(monitored.remove(key("team-a/ci"))).isFalse();
        assertThat(monitored.find(key("team-a/ci"))).isEmpty();
        assertThat(add(connection("team-a/ci")).entry().status().verdict()).isNull();
    }

    @Test
    void findsTheOthersOnAForgeWhateverItsPath() {
        Connection one = connection("team-a/one", "https://git.example.org", new JobScope.Admin());
        Connection two = connection("team-a/two", "https://git.example.org/sub", new JobScope.Admin());
        add(one);
        add(two);
        add(connection("team-a/three", "https://git.example.org:8443", new JobScope.Admin()));
        assertThat(monitored.othersOnForge(one)).containsExactly(two);
    }

    @Test
    void aReleaseOfTheChartHasNoForge() {
        var release = new HelmRelease(key("team-a/chart"), "Helm", "chart-trigger-auth");
        monitored.update(release.key(), new Subject.OfHelm(release));
        add(connection("team-a/ci"));
        assertThat(monitored.forges()).containsExactly(new ForgeUrl("https://git.example.org"));
        assertThat(monitored.size()).isEqualTo(2);
    }
}
