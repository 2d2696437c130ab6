package dev.actrunner.console.cluster;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.cluster.kubeconfig.TlsServerName;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.ImpersonatorInterceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps a client of the API server for each identity, and returns the current thread's. All callers share two pools of
 * connections: one that carries the console's own credentials, for itself and those whom it impersonates, and one that
 * carries none but the caller's token. A caller costs a header, and neither threads nor sockets.
 */
@Component
public class ClusterClients implements AutoCloseable {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 2_000;
    private static final String CALLER = "CALLER";

    private final KubernetesClient own;
    private final KubernetesClient withoutCredentials;
    private final Cache<String, KubernetesClient> others = Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterAccess(KEPT)
        .scheduler(Scheduler.systemScheduler())
        .executor(Runnable::run)
        .build();

    ClusterClients(KubernetesClient own) {
        this.own = own;
        Config place = placeAndTrust(own.getConfiguration());
        this.withoutCredentials = new KubernetesClientBuilder()
            .withConfig(place)
            .withHttpClientBuilderConsumer(TlsServerName.of(place))
            .withKubernetesSerialization(own.getKubernetesSerialization())
            .build();
    }

    /** The console's own, for what is the same whoever asks. */
    KubernetesClient own() {
        return own;
    }

    /** Returns the name of the kubeconfig's context, null in a pod. */
    public @Nullable String contextName() {
        var context = own().getConfiguration().getCurrentContext();
        return context == null ? null : context.getName();
    }

    /** @throws ClusterException.Unauthorized for nobody */
    public KubernetesClient current() {
        ClusterIdentity identity = CurrentIdentity.current();
        return switch (identity) {
            case ClusterIdentity.Console _ -> own;
            case ClusterIdentity.Nobody _ -> throw new ClusterException.Unauthorized(true);
            case ClusterIdentity.Bearer(String token) -> others.get(identity.key(), _ ->
                derived(
                    withoutCredentials,
                    CALLER,
                    headers(request -> request.setHeader("Authorization", "Bearer " + token))
                )
            );
            case ClusterIdentity.Impersonated(String user, List<String> groups) -> others.get(identity.key(), _ ->
                // In the place of the kubeconfig's own impersonation, if it has one.
                derived(
                    own,
                    ImpersonatorInterceptor.NAME,
                    headers(request -> {
                        request.setHeader("Impersonate-User", user);
                        groups.forEach(group -> request.header("Impersonate-Group", group));
                    })
                )
            );
        };
    }

    /** Keeps nothing of somebody who turned out to be nobody. */
    public void forget(ClusterIdentity identity) {
        others.invalidate(identity.key());
    }

    /** A client on another's connections, whose requests carry what an interceptor adds. It is dropped and never closed. */
    private static KubernetesClient derived(KubernetesClient base, String name, Interceptor headers) {
        HttpClient http = base.getHttpClient().newBuilder().addOrReplaceInterceptor(name, headers).build();
        return new KubernetesClientImpl(
            http,
            base.getConfiguration(),
            ForkJoinPool::commonPool,
            base.getKubernetesSerialization()
        );
    }

    private static Interceptor headers(Consumer<BasicBuilder> add) {
        return new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                add.accept(builder);
            }
        };
    }

    /** Returns where the API server is and how it is trusted, and nothing that says who the console is. */
    private static Config placeAndTrust(Config ours) {
        return new ConfigBuilder(Config.empty())
            .withMasterUrl(ours.getMasterUrl())
            .withCaCertFile(ours.getCaCertFile())
            .withCaCertData(ours.getCaCertData())
            .withTrustCerts(ours.isTrustCerts())
            .withDisableHostnameVerification(ours.isDisableHostnameVerification())
            .withHttpProxy(ours.getHttpProxy())
            .withHttpsProxy(ours.getHttpsProxy())
            .withNoProxy(ours.getNoProxy())
            .withProxyUsername(ours.getProxyUsername())
            .withProxyPassword(ours.getProxyPassword())
            .withTlsServerName(ours.getTlsServerName())
            .withNamespace(ours.getNamespace())
            .withConnectionTimeout(ours.getConnectionTimeout())
            .withRequestTimeout(ours.getRequestTimeout())
            .withRequestRetryBackoffLimit(ours.getRequestRetryBackoffLimit())
            .build();
    }

    @Override
    public void close() {
        withoutCredentials.close();
    }
}
