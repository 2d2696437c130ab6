package dev.actrunner.console.multicluster;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.cluster.kubeconfig.Kubeconfig;
import dev.actrunner.console.multicluster.ClustersProperties.Cluster;
import dev.actrunner.console.multicluster.RemoteClusters.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Keeps a console running for each remote cluster, on a thread for each, so that none waits for another: starts it once the
 * console's own is ready, starts it again where that failed, and anew where its kubeconfig has changed, as a mounted Secret does.
 */
@Component
class RemoteConsoles implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteConsoles.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration FOREVER = Duration.ofDays(10_000);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final ClustersProperties properties;
    private final RemoteClusters clusters;
    private final @Nullable Path own;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<ConfigurableApplicationContext> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isRunning;

    RemoteConsoles(
        ClustersProperties properties,
        @Qualifier("remoteClusters") RemoteClusters clusters,
        ClusterProperties own
    ) {
        this.own = own.kubeconfig();
        this.properties = properties;
        this.clusters = clusters;
    }

    @EventListener
    void begin(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext home) {
            if (properties.clusters().isEmpty()) {
                return;
            }
            var launcher = new ConsoleLauncher(home, clusters);
            for (Cluster each : properties.clusters()) {
                threads.add(
                    Thread.ofPlatform()
                        .daemon()
                        .name("cluster-" + each.name())
                        .start(() -> keep(each, launcher))
                );
            }
        }
    }

    /** Lets them end their streams of events before the server waits for what is under way. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        running.forEach(each -> each.publishEvent(new ContextClosedEvent(each)));
    }

    private void keep(Cluster cluster, ConsoleLauncher launcher) {
        Duration retry = RETRY;
        try {
            while (isRunning) {
                clusters.set(cluster.name(), State.STARTING, null);
                String kubeconfig = content(cluster);
                ConfigurableApplicationContext console;
                try {
                    requireFile(cluster);
                    console = launcher.launch(cluster);
                } catch (RuntimeException e) {
                    String problem = String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
                    LOG.error("The console of the cluster {} cannot be started: {}", cluster.name(), problem);
                    clusters.set(cluster.name(), State.FAILED, problem);
                    waitForChange(cluster, kubeconfig, retry);
                    retry = retry.compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
                    continue;
                }
                retry = RETRY;
                try (console) {
                    running.add(console);
                    clusters.set(cluster.name(), State.RUNNING, null);
                    waitForChange(cluster, kubeconfig, FOREVER);
                    clusters.set(cluster.name(), State.STARTING, null);
                    LOG.info("The kubeconfig of the cluster {} has changed: its console starts anew", cluster.name());
                } finally {
                    running.remove(console);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireFile(Cluster cluster) {
        if (cluster.kubeconfig() != null && !Files.isRegularFile(cluster.kubeconfig())) {
            throw new IllegalStateException("There is no kubeconfig " + cluster.kubeconfig());
        }
    }

    /** Waits until the kubeconfig has changed. A file that is away, as it may be for a moment, says nothing new. */
    private void waitForChange(Cluster cluster, String before, Duration longest) throws InterruptedException {
        long begin = System.nanoTime();
        String now = before;
        while ((now.isEmpty() || now.equals(before)) && System.nanoTime() - begin < longest.toNanos()) {
            Thread.sleep(LOOK);
            now = content(cluster);
        }
    }

    private String content(Cluster cluster) {
        var all = new StringBuilder();
        for (Path file : files(cluster.kubeconfig())) {
            try {
                all.append(Files.readString(file));
            } catch (IOException e) {
                LOG.debug("{} cannot be read: {}", file, e.getMessage());
            }
        }
        return all.toString();
    }

    private List<Path> files(@Nullable Path kubeconfig) {
        return kubeconfig != null ? List.of(kubeconfig) : Kubeconfig.files(own, System.getenv());
    }

    @Override
    public void start() {
        isRunning = true;
    }

    /** After the server has ended what was under way. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        isRunning = false;
        threads.forEach(Thread::interrupt);
        for (Thread each : threads) {
            try {
                each.join(Duration.ofSeconds(10));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
