package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.keda.MetricsApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a part of KEDA, and what its state means for the connections.
 *
 * @param id names the part in keys of texts
 * @param state {@code ready}, {@code warning}, {@code failed} or {@code unknown}
 * @param value what it is, null where the key of the state says all
 * @param text the end of the keys that say what it is and what that means
 */
record KedaCard(String id, String state, @Nullable String value, String text) {
    private static final String READY = "ready";
    private static final String WARNING = "warning";
    private static final String FAILED = "failed";
    private static final String UNKNOWN = "unknown";

    private static final Duration SOON = Duration.ofDays(7);

    static List<KedaCard> of(KedaInstallation keda, Instant now) {
        return List.of(
            operator(keda.operator()),
            metricsServer(keda.metricsApi().state()),
            new KedaCard("kinds", keda.installed() ? READY : FAILED, null, keda.installed() ? "served" : "not-served"),
            triggers(keda.triggers()),
            namespaces(keda),
            certificate(keda.metricsApi().certificateUntil(), now)
        );
    }

    private static KedaCard operator(Operator operator) {
        String state = switch (operator) {
            case READY -> READY;
            case DOWN, MISSING -> FAILED;
            case UNKNOWN -> UNKNOWN;
        };
        return new KedaCard("operator", state, null, operator.id());
    }

    private static KedaCard metricsServer(MetricsApi.State api) {
        String state = switch (api) {
            case AVAILABLE -> READY;
            case DOWN, MISSING, OTHER -> FAILED;
            case UNKNOWN -> UNKNOWN;
        };
        return new KedaCard("metrics-server", state, null, api.id());
    }

    private static KedaCard triggers(@Nullable List<String> triggers) {
        if (triggers == null) {
            return new KedaCard("triggers", UNKNOWN, null, UNKNOWN);
        }
        boolean all = triggers.size() > 1;
        return new KedaCard("triggers", all ? READY : WARNING, String.join(", ", triggers), all ? "all" : "some");
    }

    private static KedaCard namespaces(KedaInstallation keda) {
        if (keda.operator() == Operator.UNKNOWN || keda.operator() == Operator.MISSING) {
            return new KedaCard("namespaces", UNKNOWN, null, UNKNOWN);
        }
        if (!keda.watchedNamespaces().isEmpty()) {
            return new KedaCard("namespaces", WARNING, String.join(", ", keda.watchedNamespaces()), "some");
        }
        return new KedaCard(
            "namespaces",
            keda.secretsRestricted() ? WARNING : READY,
            null,
            keda.secretsRestricted() ? "restricted" : "all"
        );
    }

    private static KedaCard certificate(@Nullable Instant until, Instant now) {
        if (until == null) {
            return new KedaCard("certificate", UNKNOWN, null, UNKNOWN);
        }
        String days = String.valueOf(Duration.between(now, until).toDays());
        if (until.isBefore(now)) {
            return new KedaCard("certificate", FAILED, days, "expired");
        }
        return new KedaCard("certificate", until.isBefore(now.plus(SOON)) ? WARNING : READY, days, "valid");
    }
}
