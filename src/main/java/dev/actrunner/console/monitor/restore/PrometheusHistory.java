package dev.actrunner.console.monitor.restore;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.history.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the console's own metrics said in the last 24 hours, by the hour, from Prometheus' HTTP API
 * ({@code /api/v1/query_range}).
 */
final class PrometheusHistory {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int HOURS = 24;

    /**
     * Whose connection it is. Where Prometheus does not honor labels, it renames the console's own {@code namespace}; where
     * several consoles are scraped, they say the same.
     */
    private static final String OWNER = "namespace, exported_namespace, connection";

    private static final String VERDICT =
        "max by (" + OWNER + ", verdict) (max_over_time(act_runner_connection_verdict%s[1h])) > 0";
    private static final String PENDING =
        "max_over_time((sum by (" +
        OWNER +
        ") (max by (" +
        OWNER +
        ", state) (act_runner_connection_pending_jobs%s)))[1h:1m])";
    private static final String LATENCY =
        "1000 * avg by (" + OWNER + ") (avg_over_time(act_runner_connection_probe_duration_seconds%s[1h]))";

    private final HistoryProperties properties;
    private final String cluster;
    private final RestClient client;

    /**
     * @param properties with the address of Prometheus
     * @param cluster matches the label {@code cluster} of what is wanted, such as {@code cluster="west"}; empty for all
     */
    PrometheusHistory(HistoryProperties properties, String cluster) {
        this.cluster = cluster;
        this.properties = properties;
        var requests = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build()
        );
        requests.setReadTimeout(TIMEOUT);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /** An hour of a connection, as far as it is known. */
    private static final class Hour {

        private Verdict worst = Verdict.READY;
        private int pending = -1;
        private int latency = -1;
    }

    /**
     * Reads the samples of each connection, one an hour, the oldest first. An hour without a verdict has none.
     *
     * @throws RestClientException where Prometheus does not answer as it should
     * @throws UncheckedIOException where the token cannot be read
     */
    Map<ConnectionKey, List<Sample>> read(Instant now) {
        Map<ConnectionKey, Map<Instant, Hour>> hours = new HashMap<>();
        read(VERDICT.formatted(selector()), now, (series, point) -> {
            Hour hour = hours
                .computeIfAbsent(key(series), _ -> new TreeMap<>())
                .computeIfAbsent(begin(point), _ -> new Hour());
            Verdict verdict = verdict(series);
            hour.worst = verdict.compareTo(hour.worst) > 0 ? verdict : hour.worst;
        });
        read(PENDING.formatted(selector()), now, (series, point) -> find(hours, series, point).pending = number(point));
        read(
            LATENCY.formatted(selector("phase=\"processing\"")),
            now,
            (series, point) -> find(hours, series, point).latency = number(point)
        );
        var samples = new HashMap<ConnectionKey, List<Sample>>();
        hours.forEach((key, own) -> {
            List<Sample> all = new ArrayList<>();
            own.forEach((at, hour) -> all.add(new Sample(at, hour.worst, hour.pending, hour.latency)));
            samples.put(key, all);
        });
        return samples;
    }

    /** Selects the series of the cluster with more labels. */
    private String selector(String... more) {
        String labels = Stream.concat(Stream.of(more), Stream.of(cluster))
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(","));
        return labels.isEmpty() ? "" : "{" + labels + "}";
    }

    /** @param reader gets each point with the labels of its series */
    private void read(String query, Instant now, BiConsumer<JsonNode, JsonNode> reader) {
        Instant last = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        var form = new LinkedMultiValueMap<String, String>();
        form.add("query", query);
        form.add("start", last.minus(HOURS, ChronoUnit.HOURS).toString());
        form.add("end", last.toString());
        form.add("step", "3600");
        JsonNode answer = client
            .post()
            .uri(String.valueOf(properties.prometheusUrl()).replaceAll("/+$", "") + "/api/v1/query_range")
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .headers(headers -> {
                if (properties.tokenFile() != null) {
                    headers.setBearerAuth(token());
                }
            })
            .body(form)
            .retrieve()
            .body(JsonNode.class);
        if (answer == null || !answer.path("status").asString("").equals("success")) {
            // A redirect, or a page of something in front of it.
            throw new RestClientException("it gives no result of a query");
        }
        for (JsonNode series : answer.at("/data/result")) {
            JsonNode labels = series.path("metric");
            if (isConnection(labels)) {
                series.path("values").forEach(point -> reader.accept(labels, point));
            }
        }
    }

    private String token() {
        try {
            return Files.readString(properties.tokenFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an hour; one that nobody asks for again where it has no verdict. */
    private static Hour find(Map<ConnectionKey, Map<Instant, Hour>> hours, JsonNode series, JsonNode point) {
        return hours.getOrDefault(key(series), Map.of()).getOrDefault(begin(point), new Hour());
    }

    /** Whether nobody has renamed the labels into something else. */
    private static boolean isConnection(JsonNode series) {
        return (
            KubernetesNames.problemWithNamespace(namespace(series)) == null &&
            KubernetesNames.problemWithConnection(series.path("connection").asString("")) == null
        );
    }

    private static ConnectionKey key(JsonNode series) {
        return new ConnectionKey(namespace(series), series.path("connection").asString(""));
    }

    private static String namespace(JsonNode series) {
        String exported = series.path("exported_namespace").asString("");
        return exported.isEmpty() ? series.path("namespace").asString("") : exported;
    }

    private static Verdict verdict(JsonNode series) {
        String id = series.path("verdict").asString("");
        return Arrays.stream(Verdict.values())
            .filter(verdict -> verdict.id().equals(id))
            .findFirst()
            .orElse(Verdict.READY);
    }

    /** A point says what was in the hour before it. */
    private static Instant begin(JsonNode point) {
        return Instant.ofEpochSecond(point.path(0).asLong()).minus(1, ChronoUnit.HOURS);
    }

    private static int number(JsonNode point) {
        // Prometheus writes numbers as texts, among them NaN and +Inf, which are not finite.
        double number = Double.parseDouble(point.path(1).asString("NaN").replace("Inf", "Infinity"));
        return Double.isFinite(number) ? (int) Math.round(number) : -1;
    }
}
