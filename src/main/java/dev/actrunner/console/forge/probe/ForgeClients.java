package dev.actrunner.console.forge.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.http.Certificates;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.ForgeProxies;
import dev.actrunner.console.forge.http.OutboundPolicy;
import dev.actrunner.console.forge.http.OutboundSocketFactory;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Builds the HTTP clients of probes, one for each CA that a connection brings, with the limits that all of them share. */
final class ForgeClients {

    private final TrustingClient defaultClient;
    private final Cache<TrustedCa, TrustingClient> clients = Caffeine.newBuilder().maximumSize(200).build();

    /** A client, and whom it trusts. */
    record TrustingClient(OkHttpClient client, Certificates certificates) {}

    ForgeClients(ForgeProperties limits, ForgeProxies proxies, OutboundPolicy policy, Dns dns, Clock clock) {
        var certificates = new Certificates(limits.caBundle(), clock);
        var builder = new OkHttpClient.Builder()
            .connectTimeout(limits.connectTimeout())
            .readTimeout(limits.probeTimeout())
            .dns(dns)
            .addInterceptor(chain -> {
                proxies.require(chain.request().url());
                return chain.proceed(chain.request());
            })
            .proxySelector(proxies)
            .proxyAuthenticator(proxies)
            .socketFactory(new OutboundSocketFactory(policy, proxies::isProxy))
            // As KEDA, whose transport has a TLS configuration of its own and so speaks no HTTP/2.
            .protocols(List.of(Protocol.HTTP_1_1))
            // No connection is kept: the thread that would close it later keeps the last request, with its token.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .followRedirects(false)
            .followSslRedirects(false);
        certificates.apply(builder);
        this.defaultClient = new TrustingClient(builder.build(), certificates);
    }

    /** Returns the client that trusts a CA besides the console's own, null for those alone. */
    TrustingClient trusting(@Nullable TrustedCa authority) {
        return authority == null ? defaultClient : clients.get(authority, this::build);
    }

    private TrustingClient build(TrustedCa authority) {
        Certificates certificates = defaultClient.certificates().with(authority);
        var builder = defaultClient.client().newBuilder();
        certificates.apply(builder);
        return new TrustingClient(builder.build(), certificates);
    }
}
