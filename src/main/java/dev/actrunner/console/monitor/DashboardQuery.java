package dev.actrunner.console.monitor;

import java.util.Comparator;
import java.util.Locale;

/**
 * Selects, sorts and pages the rows of the dashboard.
 *
 * @param text what namespace, name or forge contain; empty for all
 * @param verdict the id of a {@link ConnectionStatus.State}, or {@link #PROBLEMS}; empty for all
 * @param namespace empty for all
 * @param forge a host; empty for all
 * @param open the id of the group whose connections are all shown; empty for none
 * @param page the wanted page, from 1; one beyond the last gives the last
 */
public record DashboardQuery(
    String text,
    String verdict,
    String namespace,
    String forge,
    Order order,
    Grouping grouping,
    String open,
    int page
) {
    /** Selects what failed or warns. */
    public static final String PROBLEMS = "problems";

    /** What connections have in common that stand together. */
    public enum Grouping {
        NONE,
        /** What is wrong with them; a forge that cannot be reached is one cause, whoever uses it. */
        CAUSE,
        FORGE,
        NAMESPACE,
    }

    /** The column by which rows are sorted. */
    public enum Order {
        /** By severity, the latest change first. */
        VERDICT(
            Comparator.comparing(ConnectionStatus::state).thenComparing(
                ConnectionStatus::since,
                Comparator.nullsLast(Comparator.reverseOrder())
            )
        ),
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
            (verdict.isEmpty() ||
                status.state().id().equals(verdict) ||
                (verdict.equals(PROBLEMS) && status.state().isProblem())) &&
            (namespace.isEmpty() || status.key().namespace().equals(namespace)) &&
            (forge.isEmpty() || status.forgeHost().equals(forge))
        );
    }

    private static String searchedText(ConnectionStatus status) {
        String forge = status.connection() == null ? "" : status.connection().forge().value();
        return (status.key() + " " + forge).toLowerCase(Locale.ROOT);
    }
}
