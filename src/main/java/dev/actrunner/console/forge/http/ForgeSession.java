package dev.actrunner.console.forge.http;

import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.Timings;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Handshake;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one probe: one token, one deadline, connections of its own so that every probe sees DNS, connect
 * and TLS as KEDA does. Redirects are followed within the forge's own address only, so the token never reaches another one.
 */
public final class ForgeSession implements AutoCloseable {

    private final OkHttpClient client;
    private final ForgeUrl forge;
    private final RedirectPolicy redirects;
    private final ForgeProxies proxies;
    private final ApiToken token;
    private final long deadlineNanos;
    private final PhaseTimes times = new PhaseTimes();
    private @Nullable HttpUrl redirectedTo;
    private @Nullable String retryAfter;

    /** @param forge the only place that gets the token */
    public ForgeSession(OkHttpClient base, ForgeUrl forge, ApiToken token, Duration timeout, ForgeProxies proxies) {
        this.proxies = proxies;
        this.forge = forge;
        this.redirects = new RedirectPolicy(forge);
        this.client = base
            .newBuilder()
            .connectionPool(new ConnectionPool(1, 10, TimeUnit.SECONDS))
            .eventListener(times)
            .build();
        this.token = token;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    /**
     * GETs an address with the token. The answer is open: the caller closes it.
     *
     * @param scheme {@code Bearer} or {@code token}: both forges take either, KEDA's triggers send one each
     * @throws ProbeFailedException when no answer came, or it leads to another host
     */
    public Response get(HttpUrl url, String scheme) throws ProbeFailedException {
        return get(url, withToken(scheme));
    }

    private Headers withToken(String scheme) {
        return Headers.of("Authorization", scheme + " " + token.reveal());
    }

    /**
     * GETs an address of the forge's with headers that may hold a secret, as {@link #get(HttpUrl, String)} does with the
     * token.
     */
    public Response get(HttpUrl url, Headers headers) throws ProbeFailedException {
        HttpUrl next = url;
        for (int hop = 0; ; hop++) {
            Response response = send(next, headers);
            if (!response.isRedirect()) {
                return response;
            }
            try (response) {
                next = redirects.requireAllowed(next, response.header("Location"), hop);
                redirectedTo = next;
            }
        }
    }

    /**
     * GETs an address without the token and without following redirects, to find the cause of a refusal.
     *
     * @return the status, and the body's first 16 KiB
     */
    public ForgeResponse getAnonymously(HttpUrl url) throws ProbeFailedException {
        return summarize(send(request(url).build()), url);
    }

    /** GETs an address with the token and without following redirects. */
    public ForgeResponse get(HttpUrl url) throws ProbeFailedException {
        return summarize(send(url, withToken("Bearer")), url);
    }

    private static ForgeResponse summarize(Response response, HttpUrl url) throws ProbeFailedException {
        try (response) {
            return new ForgeResponse(response.code(), ForgeText.of(response));
        } catch (IOException e) {
            throw NetworkFailure.of(e, url);
        }
    }

    /** The status and the beginning of the body of a response. */
    public record ForgeResponse(int status, ForgeText text) {}

    private Response send(HttpUrl url, Headers headers) throws ProbeFailedException {
        if (!forge.contains(url)) {
            throw new IllegalArgumentException("The token is for " + forge + " and is not sent to " + url.host());
        }
        Request.Builder request = request(url);
        headers.forEach(header -> request.addHeader(header.getFirst(), header.getSecond()));
        return send(request.build());
    }

    private static Request.Builder request(HttpUrl url) {
        return new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .header("User-Agent", "act-runner-console");
    }

    private Response send(Request request) throws ProbeFailedException {
        HttpUrl url = request.url();
        Call call = client.newCall(request);
        call.timeout().timeout(Math.max(1, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        try {
            Response response = call.execute();
            if (response.code() == 429 || response.code() == 503) {
                retryAfter = response.header("Retry-After");
            }
            return response;
        } catch (IOException e) {
            ProbeFailedException failure = NetworkFailure.of(e, url);
            throw proxy() == null ? failure : failure.through(String.valueOf(proxy()));
        }
    }

    /** A foreign text with the token redacted. */
    public String redacted(String text) {
        return token.redactFrom(text);
    }

    /** Returns where the last redirect on the same host led, null when there was none. */
    public @Nullable HttpUrl redirectedTo() {
        return redirectedTo;
    }

    /** The proxy through which the forge is reached, null where it is reached directly. */
    public @Nullable String proxy() {
        return proxies.of(forge.url()).map(Object::toString).orElse(null);
    }

    /** The last TLS handshake, null where there was none. */
    public @Nullable Handshake handshake() {
        return times.handshake();
    }

    /**
     * Returns how long the forge asks to be left alone: seconds or a date (RFC 9110, 10.2.3); null where it does not ask.
     */
    public @Nullable Duration retryAfter(Instant now) {
        String value = retryAfter;
        if (value == null) {
            return null;
        }
        if (value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return until.isAfter(now) ? Duration.between(now, until) : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Calls a listener with {@link CheckId#DNS} and {@link CheckId#CONNECT} once a request is past them. */
    public void listenToPhases(Consumer<CheckId> listener) {
        times.listen(listener);
    }

    /** Keeps the times of what was asked last as those of the probe. */
    public void keepTimes() {
        times.keep();
    }

    /** How long the phases of the probe took. */
    public Timings timings() {
        return times.timings();
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
