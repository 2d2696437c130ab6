package dev.actrunner.console.monitor;

import java.util.Comparator;
import java.util.Locale;

/**
 * Selects, sorts and pages the rows of the dashboard.
 *
 * @param text what namespace, name or forge contain; empty for all
 * @param verdict the id of a {@link ConnectionStatus.State}; empty for all
 * @param namespace empty for all
 * @param forge a host; empty for all
 * @param page the wanted page, from 1; one beyond the last gives the last
 */
public record DashboardQuery(String text, String verdict, String namespace, String forge, Order order, int page) {
    /** The column by which rows are sorted. */
    public enum Order {
        /** By severity. */
        VERDICT(Comparator.comparing(ConnectionStatus::state)),
        NAME(Comparator.comparing(ConnectionStatus::key)),
        /** The most jobs first. */
        PENDING(Comparator.comparingLong(ConnectionStatus::pendingJobs).reversed()),
        /** The slowest first. */
        LATENCY(Comparator.comparingDouble(ConnectionStatus::latencyMs).reversed()),
        /** The latest change first. */
        CHANGED(
            Comparator.comparing(ConnectionStatus::since, Comparator.nullsFirst(Comparator.naturalOrder())).reversed()
        ),
        /** The certificate that expires first. */
        CERTIFICATE(Comparator.comparingLong(ConnectionStatus::certificateDaysLeft));

        private final Comparator<ConnectionStatus> comparator;

        Order(Comparator<ConnectionStatus> comparator) {
            this.comparator = comparator.thenComparing(ConnectionStatus::key);
        }

        Comparator<ConnectionStatus> comparator() {
            return comparator;
        }
    }

    /** Whether a connection is among the rows. */
    boolean matches(ConnectionStatus status) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return (
            (wanted.isEmpty() || searchedText(status).contains(wanted)) &&
            (verdict.isEmpty() || status.state().id().equals(verdict)) &&
            (namespace.isEmpty() || status.key().namespace().equals(namespace)) &&
            (forge.isEmpty() || status.forgeHost().equals(forge))
        );
    }

    private static String searchedText(ConnectionStatus status) {
        String forge = status.connection() == null ? "" : status.connection().forge().value();
        return (status.key() + " " + forge).toLowerCase(Locale.ROOT);
    }
}
