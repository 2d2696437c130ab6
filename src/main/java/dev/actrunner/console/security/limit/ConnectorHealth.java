package dev.actrunner.console.security.limit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reports whether the server's own threads are alive, without which the process serves nobody. It asks for nothing over the
 * network, so that a console that is busy is not taken for a dead one.
 */
@Component("connector")
class ConnectorHealth implements HealthIndicator {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> OWN = List.of("-Acceptor", "-Poller");

    private volatile List<String> names = List.of();

    @EventListener
    void started(WebServerInitializedEvent event) {
        boolean pages = !"management".equals(event.getApplicationContext().getServerNamespace());
        if (pages && event.getWebServer() instanceof TomcatWebServer server) {
            var handler = server.getTomcat().getConnector().getProtocolHandler();
            if (handler instanceof AbstractProtocol<?> protocol) {
                String name = protocol.getName().replace("\"", "");
                // A port that the system chose is in the server's name and not in its threads'.
                names = alive()
                    .stream()
                    .filter(thread -> OWN.stream().anyMatch(end -> isOf(thread, end, name)))
                    .toList();
            }
        }
    }

    private static boolean isOf(String thread, String end, String server) {
        return thread.endsWith(end) && server.startsWith(thread.substring(0, thread.length() - end.length()));
    }

    @Override
    public Health health() {
        return names.isEmpty() || alive().containsAll(names) ? Health.up().build() : Health.down().build();
    }

    private static Set<String> alive() {
        return Stream.of(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
            .filter(Objects::nonNull)
            .map(ThreadInfo::getThreadName)
            .collect(Collectors.toSet());
    }
}
