package dev.actrunner.console.keda;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.proxy.ProxySettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of KEDA that are in the cluster.
 *
 * @param installed whether the API server serves KEDA's kinds
 * @param version the operator's release, such as {@code 2.20.2}; null when no operator was found or it does not say
 * @param operator how the operator's Deployment stands
 * @param namespace the namespace that ClusterTriggerAuthentications read their Secrets from
 * @param watchedNamespaces the operator's {@code WATCH_NAMESPACE}; empty where it watches all
 * @param secretsRestricted whether {@code KEDA_RESTRICT_SECRET_ACCESS} limits it to Secrets of its own namespace
 * @param metricsApi how KEDA's numbers reach the autoscaler
 * @param httpTimeout how long it waits for an answer unless a trigger says otherwise: {@code KEDA_HTTP_DEFAULT_TIMEOUT}
 * @param proxies the HTTP proxies that the operator is told to use
 */
public record KedaInstallation(
    boolean installed,
    @Nullable String version,
    Operator operator,
    String namespace,
    List<String> watchedNamespaces,
    boolean secretsRestricted,
    MetricsApi metricsApi,
    Duration httpTimeout,
    ProxySettings proxies
) {
    /** The default of {@code KEDA_HTTP_DEFAULT_TIMEOUT}. */
    public static final Duration HTTP_TIMEOUT = Duration.ofSeconds(3);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

    /** Whether the operator reaches anything through an HTTP proxy. */
    public boolean isProxied() {
        return !proxies.http().isEmpty() || !proxies.https().isEmpty();
    }

    /** The triggers for forges that this release has; null when the release is not known. */
    public @Nullable List<String> triggers() {
        if (version == null) {
            return null;
        }
        return isAtLeast(2, 18) ? List.of("metrics-api", "forgejo-runner") : List.of("metrics-api");
    }

    /** Whether the release is known and older than another. */
    public boolean isOlderThan(int major, int minor) {
        return version != null && !isAtLeast(major, minor);
    }

    /** Whether the release is known and not older than another. */
    public boolean isAtLeast(int major, int minor) {
        Matcher numbers = NUMBERS.matcher(version == null ? "" : version);
        return (
            numbers.matches() &&
            (Integer.parseInt(numbers.group(1)) > major ||
                (Integer.parseInt(numbers.group(1)) == major && Integer.parseInt(numbers.group(2)) >= minor))
        );
    }

    /** Whether the operator acts on objects of a namespace. */
    public boolean watches(String name) {
        return watchedNamespaces.isEmpty() || watchedNamespaces.contains(name);
    }

    /** How KEDA's operator stands. */
    public enum Operator {
        /** At least one replica is available. */
        READY,
        /** The Deployment is there, and none of its replicas is available. */
        DOWN,
        /** No Deployment is KEDA's operator. */
        MISSING,
        /** The console may not look for it. */
        UNKNOWN;

        /** Returns how JSON writes it: in lower case. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
