package dev.actrunner.console.cluster;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A client of the API server for whoever the current thread works as. */
@Component
class ClusterClients implements AutoCloseable {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 200;

    private final KubernetesClient own;
    private final Cache<String, KubernetesClient> others;

    ClusterClients(KubernetesClient own, ClusterProperties properties) {
        this.own = own;
        long requestSeconds = properties.requestTimeout().toSeconds() + 1;
        this.others = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(KEPT)
            .scheduler(Scheduler.systemScheduler())
            .executor(Runnable::run)
            .removalListener((@Nullable String _, @Nullable KubernetesClient client, RemovalCause _) -> {
                if (client != null) {
                    // Calls that are under way have an end by then.
                    CompletableFuture.delayedExecutor(requestSeconds, TimeUnit.SECONDS).execute(client::close);
                }
            })
            .build();
    }

    /** The console's own, for what is the same whoever asks. */
    KubernetesClient own() {
        return own;
    }

    /** @throws ClusterException.Unauthorized for nobody */
    KubernetesClient current() {
        ClusterIdentity identity = ActingAs.current();
        return switch (identity) {
            case ClusterIdentity.Console _ -> own;
            case ClusterIdentity.Nobody _ -> throw new ClusterException.Unauthorized(true);
            case ClusterIdentity.Bearer(String token) -> client(identity, withToken(token));
            case ClusterIdentity.Impersonated person -> client(identity, impersonating(person));
        };
    }

    /** Keeps nothing of somebody who turned out to be nobody. */
    void forget(ClusterIdentity identity) {
        others.invalidate(identity.key());
    }

    private KubernetesClient client(ClusterIdentity identity, ConfigBuilder config) {
        return others.get(identity.key(), _ ->
            new KubernetesClientBuilder()
                .withConfig(config.build())
                .withKubernetesSerialization(own.getKubernetesSerialization())
                .build()
        );
    }

    /** Where the API server is and how it is trusted, and nothing that says who the console is. */
    private ConfigBuilder withToken(String token) {
        Config ours = own.getConfiguration();
        return new ConfigBuilder(Config.empty())
            .withMasterUrl(ours.getMasterUrl())
            .withCaCertFile(ours.getCaCertFile())
            .withCaCertData(ours.getCaCertData())
            .withTrustCerts(ours.isTrustCerts())
            .withDisableHostnameVerification(ours.isDisableHostnameVerification())
            .withHttpProxy(ours.getHttpProxy())
            .withHttpsProxy(ours.getHttpsProxy())
            .withNoProxy(ours.getNoProxy())
            .withNamespace(ours.getNamespace())
            .withConnectionTimeout(ours.getConnectionTimeout())
            .withRequestTimeout(ours.getRequestTimeout())
            .withRequestRetryBackoffLimit(ours.getRequestRetryBackoffLimit())
            .withOauthToken(token);
    }

    private ConfigBuilder impersonating(ClusterIdentity.Impersonated person) {
        return new ConfigBuilder(own.getConfiguration())
            .withImpersonateUsername(person.user())
            .withImpersonateGroups(person.groups().toArray(String[]::new));
    }

    @Override
    public void close() {
        others.asMap().values().forEach(KubernetesClient::close);
    }
}
