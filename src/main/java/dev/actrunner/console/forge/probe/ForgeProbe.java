package dev.actrunner.console.forge.probe;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.diagnosis.ProbeListener;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.TlsDetails;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.http.BoundedInputStream;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.ForgeProxies;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.http.OutboundPolicy;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import dev.actrunner.console.forge.jobs.JobsResponse;
import dev.actrunner.console.proxy.ProxySettings;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/**
 * Asks a forge what KEDA would ask it. Every fault of a forge or of the way to it ends in a check of the report; nothing
 * is thrown.
 */
@Component
public class ForgeProbe {

    private static final long MAX_TRIGGER_BODY = 8L << 20;

    private final ForgeProperties limits;
    private final Clock clock;
    private final ForgeClients clients;
    private final ForgeMetadataCache metadata = new ForgeMetadataCache();
    private final ProbeDeduplicator deduplicator;
    private final ForgeProxies proxies;

    @Autowired
    public ForgeProbe(ForgeProperties limits, OutboundPolicy policy, ProxySettings proxies, Clock clock) {
        this(limits, policy, proxies, Dns.SYSTEM, clock);
    }

    /** @param dns finds the addresses of names */
    public ForgeProbe(
        ForgeProperties limits,
        OutboundPolicy policy,
        ProxySettings proxySettings,
        Dns dns,
        Clock clock
    ) {
        this.proxies = new ForgeProxies(proxySettings, policy, dns);
        this.limits = limits;
        this.clock = clock;
        this.deduplicator = new ProbeDeduplicator(clock);
        this.clients = new ForgeClients(limits, proxies, policy, dns, clock);
    }

    /** The proxy through which a forge is reached, empty where it is reached directly. */
    public Optional<String> proxyOf(ForgeUrl forge) {
        return proxies.of(forge.url()).map(ProxySettings.Proxy::toString);
    }

    /** Returns a client for other requests than probes: the same limits, the same trust, no redirects. */
    public OkHttpClient client(@Nullable TrustedCa authority) {
        return clients.trusting(authority).client();
    }

    /** Whether an address is a list of the forge's jobs, or its version: only these are asked for what somebody wrote. */
    public static boolean isEvaluated(ForgeUrl forge, HttpUrl url) {
        return JobsEndpoint.isAt(forge, url);
    }

    /**
     * Asks what a trigger asks.
     *
     * @param target the probe's target, with the token
     * @param address the trigger's, of which {@link #isEvaluated} holds
     * @param headers what the trigger adds to its request, in order, as {@link TriggerHeader} allows; it may hold secrets
     * @param reader reads what is wanted of the answer as a stream; it may be 8 MiB, and many are asked for at once
     */
    public <T> TriggerResponse<T> ask(
        ProbeTarget target,
        HttpUrl address,
        List<Map.Entry<String, String>> headers,
        Function<JsonParser, T> reader
    ) {
        if (!isEvaluated(target.forge(), address) || TriggerHeader.withheld(headers).isPresent()) {
            throw new IllegalArgumentException(address.host() + " is not asked for " + address.encodedPath());
        }
        try (var session = session(target)) {
            var sent = new Headers.Builder();
            headers.forEach(header -> sent.add(header.getKey(), header.getValue()));
            try (Response response = session.get(address, sent.build())) {
                boolean redirected = response.isRedirect() || session.redirectedTo() != null;
                T read = response.code() == 200 ? read(response, reader) : null;
                return new TriggerResponse<>(response.code(), redirected, read, session.timings().asKedaMs(), null);
            }
        } catch (ProbeFailedException e) {
            boolean redirected = e.check().id() == CheckId.REDIRECT;
            return new TriggerResponse<>(0, redirected, null, limits.probeTimeout().toMillis(), e.check());
        } catch (IllegalArgumentException _) {
            // A header's name or value that cannot be sent, which Go refuses to send too.
            return new TriggerResponse<>(0, false, null, 0, null);
        }
    }

    /**
     * Lists the runners that are registered at a target's scope, the first page of them.
     *
     * @return empty where the release has no such list (Gitea before 1.25, Forgejo before 15), or the token may not read it
     * @throws ProbeFailedException where the forge cannot be asked
     */
    public Optional<List<RegisteredRunner>> runners(ProbeTarget target) throws ProbeFailedException {
        try (var session = session(target)) {
            RegisteredRunners found = RegisteredRunners.ask(session, target);
            return found.status() == 200 ? Optional.of(found.items()) : Optional.empty();
        }
    }

    private static <T> @Nullable T read(Response response, Function<JsonParser, T> reader) {
        InputStream body = new BoundedInputStream(response.body().byteStream(), MAX_TRIGGER_BODY);
        try (JsonParser json = JobsResponse.JSON.createParser(ObjectReadContext.empty(), body)) {
            T read = reader.apply(json);
            // To the end, where a body that breaks off shows.
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return read;
        } catch (JacksonException _) {
            return null;
        }
    }

    /** Opens a session of requests with the target's token, within the limits of a probe; the caller closes it. */
    public ForgeSession session(ProbeTarget target) {
        return new ForgeSession(
            clients.trusting(target.authority()).client(),
            target.forge(),
            target.token(),
            limits.probeTimeout(),
            proxies
        );
    }

    private ProbeRun run(ProbeTarget target, ForgeSession session, ForgeMetadataCache.@Nullable Known known) {
        var run = new ProbeRun(
            target,
            session,
            metadata,
            clients.trusting(target.authority()).certificates(),
            limits.maxBodySize().toBytes(),
            clock
        );
        run.execute(known);
        return run;
    }

    /** Probes within {@link ForgeProperties#probeTimeout}, reading at most {@link ForgeProperties#maxBodySize}. */
    public ProbeReport probe(ProbeTarget target) {
        return probeShared(target, Duration.ZERO);
    }

    /** Finds out whether a forge is at a URL, without a token. */
    public ForgeDiscovery discover(ForgeUrl forge) {
        try (
            var session = new ForgeSession(
                clients.trusting(null).client(),
                forge,
                ApiToken.NONE,
                limits.connectTimeout().multipliedBy(2),
                proxies
            )
        ) {
            ForgeSession.ForgeResponse response = session.getAnonymously(forge.resolve("/api/v1/version"));
            TlsDetails tls = clients.trusting(null).certificates().describe(session.handshake(), clock.instant());
            return ForgeIdentity.of(response)
                .map(i -> ForgeDiscovery.identified(i.platform(), i.text(), tls, i.listsJobs()))
                .orElseGet(() -> ForgeDiscovery.unidentified(tls, problemOf(forge, response)));
        } catch (ProbeFailedException failure) {
            return ForgeDiscovery.unanswered(failure.check());
        }
    }

    /** Null for a forge that says nothing without a sign-in. */
    private static @Nullable Check problemOf(ForgeUrl forge, ForgeSession.ForgeResponse response) {
        boolean signIn = (response.status() == 401 || response.status() == 403) && response.text().isObject();
        if (signIn) {
            return null;
        }
        if (response.status() / 100 == 3) {
            return Finding.REDIRECT_SAME_HOST.seen(forge + " redirects to another URL.");
        }
        return response.text().looksLikeHtml()
            ? Finding.API_WEB_PAGE.seen("At " + forge + " there is a web page and no forge's API.")
            : Finding.API_OTHER.seen("At " + forge + " there is no forge's API (status " + response.status() + ").");
    }

    /**
     * Returns the report of a probe that another caller made of the same target; probes where there is none.
     *
     * @param maxAge how old the report may be; zero for a new one
     */
    public ProbeReport probeShared(ProbeTarget target, Duration maxAge) {
        return deduplicator.get(target, maxAge, each -> probeUncached(each, maxAge.isZero()));
    }

    /** @param requested whether a person waits, for whom the token's privileges are read again */
    private ProbeReport probeUncached(ProbeTarget target, boolean requested) {
        try (var session = session(target)) {
            if (requested) {
                metadata.evictUserMetadata(target);
            }
            ForgeMetadataCache.Known known = metadata.find(target);
            ProbeRun run =
                known == null
                    ? run(target, session, null)
                    : ProbeListener.passesOnly(() -> run(target, session, known));
            boolean isDeferred = session.retryAfter(clock.instant()) != null;
            if (known != null && !run.hasCounted() && !isDeferred) {
                // What was remembered may be the cause, so the forge is asked anew before anything is reported.
                metadata.evict(target);
                run = run(target, session, null);
            }
            return run.report(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
