package dev.actrunner.console.monitor;

import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.TlsDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All connections at a glance, and a page of those that were asked for.
 *
 * @param rows the page
 * @param found how many there are on all pages
 * @param page which page this is, from 1
 * @param pages how many pages there are, 1 at least
 * @param totals of all connections, whatever was asked for
 * @param namespaces where there are connections, 200 at most
 * @param forges the hosts that they are for, 200 at most
 */
public record DashboardSnapshot(
    List<ConnectionStatus> rows,
    int found,
    int page,
    int pages,
    Totals totals,
    List<String> namespaces,
    List<String> forges
) {
    /**
     * @param helm what the Helm chart installed
     * @param unknown connections without a verdict yet
     * @param waiting jobs that wait, as far as they could be counted, each once however many connections see it
     */
    public record Totals(
        int connections,
        int ready,
        int warning,
        int failed,
        int unknown,
        int helm,
        long waiting,
        long running
    ) {}

    /** By what the rows are sorted. */
    public enum Order {
        /** The worst first. */
        VERDICT(Comparator.comparing(DashboardSnapshot::rank)),
        NAME(Comparator.comparing(ConnectionStatus::key)),
        PENDING(Comparator.comparingLong(DashboardSnapshot::pending).reversed()),
        LATENCY(Comparator.comparingDouble(DashboardSnapshot::latency).reversed()),
        /** What changed last first. */
        CHANGED(
            Comparator.comparing(ConnectionStatus::since, Comparator.nullsFirst(Comparator.naturalOrder())).reversed()
        ),
        /** The certificate that ends first. */
        CERTIFICATE(Comparator.comparingLong(DashboardSnapshot::daysLeft));

        private final Comparator<ConnectionStatus> comparator;

        Order(Comparator<ConnectionStatus> comparator) {
            this.comparator = comparator.thenComparing(ConnectionStatus::key);
        }
    }

    /**
     * @param text what namespace, name or forge contain; empty for all
     * @param verdict {@code ready}, {@code warning}, {@code failed}, {@code unknown} or {@code helm}; empty for all
     * @param namespace empty for all
     * @param forge a host; empty for all
     */
    public record Question(String text, String verdict, String namespace, String forge, Order order, int page) {
        private Predicate<ConnectionStatus> fits() {
            String wanted = text.strip().toLowerCase(Locale.ROOT);
            return s ->
                (wanted.isEmpty() || words(s).contains(wanted)) &&
                (verdict.isEmpty() || state(s).equals(verdict)) &&
                (namespace.isEmpty() || s.key().namespace().equals(namespace)) &&
                (forge.isEmpty() || host(s).equals(forge));
        }
    }

    private static final int ROWS = 50;
    private static final int CHOICES = 200;

    static DashboardSnapshot of(List<ConnectionStatus> all, Question question) {
        List<ConnectionStatus> found = all
            .stream()
            .filter(question.fits())
            .sorted(question.order().comparator)
            .toList();
        int pages = Math.max(1, (found.size() + ROWS - 1) / ROWS);
        int page = Math.clamp(question.page(), 1, pages);
        List<ConnectionStatus> rows = found.subList((page - 1) * ROWS, Math.min(found.size(), page * ROWS));
        return new DashboardSnapshot(
            List.copyOf(rows),
            found.size(),
            page,
            pages,
            totals(all),
            all
                .stream()
                .map(s -> s.key().namespace())
                .distinct()
                .limit(CHOICES)
                .toList(),
            all
                .stream()
                .map(DashboardSnapshot::host)
                .filter(h -> !h.isEmpty())
                .distinct()
                .sorted()
                .limit(CHOICES)
                .toList()
        );
    }

    private static Totals totals(List<ConnectionStatus> all) {
        int[] states = new int[5];
        for (ConnectionStatus each : all) {
            states[rank(each)]++;
        }
        JobCounts counts = DistinctJobs.of(all);
        return new Totals(
            all.size() - states[4],
            states[3],
            states[1],
            states[0],
            states[2],
            states[4],
            counts.waiting(),
            counts.running()
        );
    }

    /** {@code ready}, {@code warning}, {@code failed}, {@code unknown} before the first probe, {@code helm} for the chart's. */
    public static String state(ConnectionStatus standing) {
        return STATES.get(rank(standing));
    }

    private static final List<String> STATES = List.of("failed", "warning", "unknown", "ready", "helm");

    private static int rank(ConnectionStatus standing) {
        if (standing.foreign() != null) {
            return 4;
        }
        Verdict verdict = standing.verdict();
        return verdict == null
            ? 2
            : switch (verdict) {
                  case FAILED -> 0;
                  case WARNING -> 1;
                  case READY -> 3;
              };
    }

    private static String words(ConnectionStatus standing) {
        String forge = standing.connection() == null ? "" : standing.connection().forge().value();
        return (standing.key() + " " + forge).toLowerCase(Locale.ROOT);
    }

    private static String host(ConnectionStatus standing) {
        return standing.connection() == null ? "" : standing.connection().forge().host();
    }

    private static long pending(ConnectionStatus standing) {
        JobCounts counts = standing.counts();
        return counts == null ? -1 : counts.total();
    }

    private static double latency(ConnectionStatus standing) {
        Double firstByte = standing.report() == null ? null : standing.report().probe().timings().firstByteMs();
        return firstByte == null ? -1 : firstByte;
    }

    private static long daysLeft(ConnectionStatus standing) {
        @Nullable
        TlsDetails tls = standing.report() == null ? null : standing.report().probe().tls();
        return tls == null ? Long.MAX_VALUE : tls.daysLeft();
    }
}
