package dev.actrunner.console.forge.http;

import dev.actrunner.console.proxy.ProxySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Selects the HTTP proxy for a forge by the variables that KEDA reads. The operator chooses a proxy, so it may be at any
 * address; the URLs that are requested through it are held to the same rules as direct requests.
 */
public final class ForgeProxies extends ProxySelector implements Authenticator {

    private final ProxySettings settings;
    private final OutboundPolicy policy;
    private final Dns dns;

    public ForgeProxies(ProxySettings settings, OutboundPolicy policy, Dns dns) {
        this.settings = settings;
        this.policy = policy;
        this.dns = dns;
    }

    public Optional<ProxySettings.Proxy> of(HttpUrl url) {
        return settings.of(url.scheme(), url.host(), url.port());
    }

    /** Whether somebody who set the variables let the console connect there. */
    public boolean isProxy(InetSocketAddress address) {
        return settings
            .all()
            .stream()
            .anyMatch(p -> p.port() == address.getPort() && p.host().equalsIgnoreCase(address.getHostString()));
    }

    /**
     * @throws AddressForbiddenException where a proxy would be asked for an address that the console may not connect to; a name that
     *     only the proxy knows is judged by itself
     */
    public void require(HttpUrl url) throws AddressForbiddenException {
        if (of(url).isEmpty()) {
            return;
        }
        List<InetAddress> found;
        try {
            found = dns.lookup(url.host());
        } catch (UnknownHostException _) {
            policy.requireName(url.host(), url.port());
            return;
        }
        for (InetAddress each : found) {
            policy.require(new InetSocketAddress(each, url.port()));
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        HttpUrl url = HttpUrl.get(uri);
        return List.of(
            url == null
                ? Proxy.NO_PROXY
                : of(url)
                      .map(p ->
                          new Proxy(
                              p.scheme().startsWith("socks5") ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                              InetSocketAddress.createUnresolved(p.host(), p.port())
                          )
                      )
                      .orElse(Proxy.NO_PROXY)
        );
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The probe says it.
    }

    /** Answers a proxy that wants a sign-in with what its address was written with, once. */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        HttpUrl url = route == null ? response.request().url() : route.address().url();
        String credential = of(url).map(ProxySettings.Proxy::credential).orElse("");
        if (credential.isEmpty() || response.request().header("Proxy-Authorization") != null) {
            return null;
        }
        String[] parts = credential.split(":", 2);
        return response
            .request()
            .newBuilder()
            .header("Proxy-Authorization", Credentials.basic(parts[0], parts.length > 1 ? parts[1] : ""))
            .build();
    }
}
