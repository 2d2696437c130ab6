package dev.actrunner.console.keda.scaling;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A KEDA trigger that reads a forge's queue. */
public sealed interface Trigger {
    /** KEDA's name of the scaler. */
    String type();

    /** The trigger's {@code metadata}, all values strings as KEDA wants them. */
    Map<String, String> metadata();

    /** The same trigger as one that somebody wrote, so that it is held to what they are held to. */
    default TriggerSpec asGiven() {
        return TriggerSpec.in(Map.of("type", type(), "metadata", metadata())).getFirst();
    }

    /**
     * Reads one number from a JSON answer.
     *
     * @param url the whole address
     * @param valueLocation where the number is, in gjson's syntax
     * @param header whether the authentication gives a whole header ({@code token …}) instead of a token
     * @param timeout how long KEDA is to wait for an answer, null for the operator's own; in KEDA from 2.20 on
     */
    record MetricsApi(String url, String valueLocation, boolean header, @Nullable Duration timeout) implements Trigger {
        @Override
        public String type() {
            return "metrics-api";
        }

        @Override
        public Map<String, String> metadata() {
            var metadata = new LinkedHashMap<String, String>();
            metadata.put("url", url);
            metadata.put("valueLocation", valueLocation);
            metadata.put("targetValue", "1");
            metadata.put("authMode", header ? "apiKey" : "bearer");
            if (header) {
                metadata.put("method", "header");
                metadata.put("keyParamName", "Authorization");
            }
            if (timeout != null) {
                metadata.put("timeout", timeout.toMillis() + "ms");
            }
            return metadata;
        }
    }

    /**
     * Counts the jobs of a Forgejo; in KEDA from 2.18 on. With neither owner and repo, nor org, nor global, it counts the
     * token's own user ({@code getRunnerJobURL} in KEDA's {@code forgejo_runner_scaler.go}).
     *
     * @param address the forge's base address
     * @param labels the runner labels, separated by commas; KEDA requires some
     */
    record ForgejoRunner(
        String address,
        String labels,
        boolean global,
        @Nullable String org,
        @Nullable String owner,
        @Nullable String repo
    ) implements Trigger {
        @Override
        public String type() {
            return "forgejo-runner";
        }

        @Override
        public Map<String, String> metadata() {
            var metadata = new LinkedHashMap<String, String>();
            metadata.put("address", address);
            metadata.put("labels", labels);
            if (global) {
                metadata.put("global", "true");
            }
            if (org != null) {
                metadata.put("org", org);
            }
            if (owner != null && repo != null) {
                metadata.put("owner", owner);
                metadata.put("repo", repo);
            }
            return metadata;
        }
    }
}
