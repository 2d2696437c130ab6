package dev.actrunner.console.forge.http;

import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.forge.Timings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Times the phases of a probe's calls; the connection's phases are those of the last connection that was opened. */
final class PhaseTimes extends EventListener {

    private enum Mark {
        DNS_START,
        DNS_END,
        CONNECT_START,
        CONNECTED,
        TLS_END,
        REQUEST,
        FIRST_BYTE,
        BODY_END,
    }

    private final ConcurrentMap<Mark, Long> nanos = new ConcurrentHashMap<>();
    private final long start = System.nanoTime();

    private volatile @Nullable Handshake handshake;
    private volatile @Nullable Timings kept;
    private volatile Consumer<CheckId> listener = _ -> {};

    /** Calls a listener with {@link CheckId#DNS} and {@link CheckId#CONNECT} once a call is past them. */
    void listen(Consumer<CheckId> phases) {
        listener = phases;
    }

    /** The last TLS handshake, null where there was none. */
    @Nullable
    Handshake handshake() {
        return handshake;
    }

    private void mark(Mark mark) {
        nanos.put(mark, System.nanoTime());
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        mark(Mark.DNS_START);
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> inetAddressList) {
        mark(Mark.DNS_END);
        listener.accept(CheckId.DNS);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress inetSocketAddress, Proxy proxy) {
        mark(Mark.CONNECT_START);
        nanos.remove(Mark.CONNECTED);
        nanos.remove(Mark.TLS_END);
    }

    @Override
    public void secureConnectStart(Call call) {
        mark(Mark.CONNECTED);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        this.handshake = handshake;
        mark(Mark.TLS_END);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        nanos.putIfAbsent(Mark.CONNECTED, System.nanoTime());
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        listener.accept(CheckId.CONNECT);
        mark(Mark.REQUEST);
        nanos.remove(Mark.FIRST_BYTE);
        nanos.remove(Mark.BODY_END);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        mark(Mark.REQUEST);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        mark(Mark.FIRST_BYTE);
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        mark(Mark.BODY_END);
    }

    /** Keeps the phases as they are: what is asked from now on adds to the total alone. */
    void keep() {
        kept = now();
    }

    Timings timings() {
        Timings phases = kept == null ? now() : kept;
        return new Timings(
            phases.dnsMs(),
            phases.connectMs(),
            phases.tlsMs(),
            phases.firstByteMs(),
            phases.bodyMs(),
            millis(System.nanoTime() - start)
        );
    }

    private Timings now() {
        return new Timings(
            between(Mark.DNS_START, Mark.DNS_END),
            between(Mark.CONNECT_START, Mark.CONNECTED),
            between(Mark.CONNECTED, Mark.TLS_END),
            between(Mark.REQUEST, Mark.FIRST_BYTE),
            between(Mark.FIRST_BYTE, Mark.BODY_END),
            millis(System.nanoTime() - start)
        );
    }

    private @Nullable Double between(Mark from, Mark to) {
        Long begin = nanos.get(from);
        Long end = nanos.get(to);
        return begin == null || end == null ? null : millis(end - begin);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 100.0;
    }
}
