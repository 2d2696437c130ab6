package dev.actrunner.console.connection.probe;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.MetricsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks whether KEDA in the cluster can do its part for a connection. */
@Component
class KedaCheck {

    private final Keda keda;
    private final ForgeProbe probe;

    KedaCheck(Keda keda, ForgeProbe probe) {
        this.keda = keda;
        this.probe = probe;
    }

    /** Returns what is installed, as it was read lately; empty where the cluster does not say. */
    Optional<KedaInstallation> installation() {
        try {
            return Optional.of(keda.cached());
        } catch (ClusterException _) {
            return Optional.empty();
        }
    }

    /**
     * Checks the installation, its way to the forge, and that it watches the namespace.
     *
     * @param platform null while unknown
     * @param namespace the connection's, null where there is no connection yet
     */
    List<Check> check(@Nullable Platform platform, ForgeUrl forge, @Nullable String namespace) {
        try {
            return check(keda.cached(), platform, forge, namespace, probe.proxyOf(forge));
        } catch (ClusterException e) {
            return List.of(Check.skipped(CheckId.KEDA, "Skipped: " + e.getMessage()));
        }
    }

    /** Warns where KEDA reaches the forge another way than the console, so that neither's result says much about the other's. */
    private static Optional<Check> proxies(
        KedaInstallation installation,
        ForgeUrl forge,
        Optional<String> consoleProxy
    ) {
        HttpUrl url = forge.url();
        if (!installation.proxies().unusable().isEmpty()) {
            return Optional.of(
                Finding.KEDA_PROXY.seen(
                    "KEDA's operator has no proxy's address in " +
                        String.join(", ", installation.proxies().unusable()) +
                        ", and so reaches nothing through it.",
                    "Correct it in the operator's Deployment."
                )
            );
        }
        Optional<String> kedaProxy = installation
            .proxies()
            .of(url.scheme(), url.host(), url.port())
            .map(Object::toString);
        if (kedaProxy.equals(consoleProxy)) {
            return Optional.empty();
        }
        return Optional.of(
            Finding.KEDA_PROXY.seen(
                "KEDA reaches " +
                    forge.host() +
                    " " +
                    kedaProxy.map(p -> "through the proxy " + p).orElse("directly") +
                    ", and the console " +
                    consoleProxy.map(p -> "through the proxy " + p).orElse("directly") +
                    "."
            )
        );
    }

    private static List<Check> check(
        KedaInstallation installation,
        @Nullable Platform platform,
        ForgeUrl forge,
        @Nullable String namespace,
        Optional<String> proxy
    ) {
        if (!installation.installed()) {
            return List.of(Finding.KEDA_MISSING.seen("KEDA is not installed: its kinds are not served."));
        }
        var found = new ArrayList<Check>();
        switch (installation.operator()) {
            case MISSING -> found.add(
                Finding.KEDA_NO_OPERATOR.seen("KEDA's kinds are installed, but no operator acts on them.")
            );
            case DOWN -> found.add(Finding.KEDA_DOWN.seen("No replica of KEDA's operator is available."));
            case READY, UNKNOWN -> {
            }
        }
        if (platform == Platform.FORGEJO && installation.isOlderThan(2, 18)) {
            found.add(
                Finding.KEDA_TOO_OLD.seen(
                    "KEDA " + installation.version() + " has no forgejo-runner trigger; 2.18 brought it."
                )
            );
        }
        if (namespace != null && !installation.watches(namespace)) {
            found.add(
                Finding.KEDA_NAMESPACE.seen(
                    "KEDA watches " +
                        String.join(", ", installation.watchedNamespaces()) +
                        ", and not " +
                        namespace +
                        "."
                )
            );
        }
        if (installation.secretsRestricted() && namespace != null && !namespace.equals(installation.namespace())) {
            found.add(
                Finding.KEDA_SECRETS.seen(
                    "KEDA reads Secrets of its own namespace " + installation.namespace() + " only."
                )
            );
        }
        MetricsApi metrics = installation.metricsApi();
        switch (metrics.state()) {
            case DOWN -> found.add(
                Finding.KEDA_METRICS_API_DOWN.seen(
                    MetricsApi.NAME + " is not available: " + Redactor.shown(String.valueOf(metrics.message()), 300)
                )
            );
            case MISSING -> found.add(Finding.KEDA_METRICS_API_DOWN.seen(MetricsApi.NAME + " is not registered."));
            case OTHER -> found.add(
                Finding.KEDA_METRICS_API_OTHER.seen(
                    MetricsApi.NAME +
                        " is served by " +
                        (metrics.service() == null ? "the API server" : metrics.service()) +
                        "."
                )
            );
            case AVAILABLE, UNKNOWN -> {
            }
        }
        if (
            installation.operator() == KedaInstallation.Operator.READY ||
            installation.operator() == KedaInstallation.Operator.DOWN
        ) {
            proxies(installation, forge, proxy).ifPresent(found::add);
        }
        if (!found.isEmpty()) {
            return found;
        }
        return List.of(
            Check.passed(
                CheckId.KEDA,
                installation.operator() == KedaInstallation.Operator.UNKNOWN
                    ? "KEDA's kinds are served; the console may not read its operator."
                    : "KEDA " +
                          (installation.version() == null ? "" : installation.version() + " ") +
                          "is installed, and its operator is ready."
            )
        );
    }
}
