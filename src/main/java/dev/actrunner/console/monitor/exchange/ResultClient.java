package dev.actrunner.console.monitor.exchange;

import dev.actrunner.console.replica.Member;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Asks one replica for what it has found out, a page at a time. Not for use by several threads at a time. */
final class ResultClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final ResultCodec codec;
    private final Clock clock;
    private final Member member;
    private final String cluster;
    private String process = "";
    private long last;
    private boolean isComplete;

    /** @param cluster the name of a remote cluster, empty for the console's own */
    ResultClient(HttpClient http, ResultCodec codec, Clock clock, Member member, String cluster) {
        this.cluster = cluster;
        this.http = http;
        this.codec = codec;
        this.clock = clock;
        this.member = member;
    }

    Member member() {
        return member;
    }

    /**
     * Returns the next page.
     *
     * @throws IOException where the replica does not answer, or what answers is none of the replicas
     */
    ResultPage next() throws IOException, InterruptedException {
        String nonce = UUID.randomUUID().toString();
        String sealed = codec.seal(
            new ResultRequest(member.name(), nonce, clock.instant(), process, last, !isComplete)
        );
        HttpResponse<byte[]> answer = http.send(
            HttpRequest.newBuilder(
                URI.create(
                    member.address() +
                        "/actuator/replicas?request=" +
                        URLEncoder.encode(sealed, StandardCharsets.US_ASCII) +
                        (cluster.isEmpty() ? "" : "&cluster=" + cluster)
                )
            )
                .timeout(TIMEOUT)
                .build(),
            BodyHandlers.ofByteArray()
        );
        if (answer.statusCode() != 200) {
            throw new IOException(
                "HTTP " +
                    answer.statusCode() +
                    (answer.statusCode() == HttpURLConnection.HTTP_FORBIDDEN
                        ? ": it has other keys, or its clock differs by more than a minute"
                        : "")
            );
        }
        ResultPage page = codec
            .openPage(answer.body())
            .filter(each -> each.nonce().equals(nonce))
            .orElseThrow(() -> new IOException("an answer that no replica sealed"));
        process = page.process();
        last = page.last();
        isComplete |= page.isEnd();
        return page;
    }
}
