package dev.actrunner.console.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
class WatchListenerTest {

    private static final class Deaf implements Watcher<ConfigMap> {

        @Override
        public void eventReceived(Action action, ConfigMap object) {}

        @Override
        public void onClose(WatcherException cause) {}
    }

    /** Ends where an answer hangs until its request times out. */
    @Timeout(60)
    @Test
    void answersWhileWatchesEndInTheMiddleOfEvents() {
        try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
            var maps = cluster.admin().configMaps().inNamespace("team-a");
            for (int round = 0; round < 20; round++) {
                try (var _ = maps.watch(new Deaf())) {
                    var map = new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("map-" + round)
                        .endMetadata()
                        .build();
                    maps.resource(map).create();
                }
                assertThat(maps.list().getItems()).hasSize(round + 1);
            }
        }
    }
}
