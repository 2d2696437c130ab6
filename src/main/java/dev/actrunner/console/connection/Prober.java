package dev.actrunner.console.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailure;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeProbe;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.TrustedAuthority;
import dev.actrunner.console.keda.GivenTrigger;
import dev.actrunner.console.keda.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Probes a forge, names the trigger that reads it, and says what KEDA reads with it and with triggers that are there. */
@Component
public class Prober {

    private static final Set<Finding> NOT_BOUND = EnumSet.of(
        Finding.TOKEN_UNBOUND,
        Finding.TOKEN_BOUND_ELSEWHERE,
        Finding.TLS_CA_UNBOUND
    );

    /** For all triggers of a probe together, each of which waits for a forge that may be slow. */
    private static final Duration MOST_FOR_TRIGGERS = Duration.ofSeconds(20);

    private final Cache<String, Boolean> noted = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterAccess(Duration.ofHours(1))
        .executor(Runnable::run)
        .build();
    private final ForgeProbe forge;
    private final KedaCheck keda;
    private final Authorities authorities;
    private final Clock clock;

    Prober(ForgeProbe forge, KedaCheck keda, Authorities authorities, Clock clock) {
        this.authorities = authorities;
        this.forge = forge;
        this.keda = keda;
        this.clock = clock;
    }

    /**
     * Probes; nothing is stored and nothing is thrown.
     *
     * @param given triggers that somebody wrote, to be read as KEDA would read them
     */
    public ConnectionReport probe(ProbeTarget target, List<GivenTrigger> given) {
        return probe(target, GivenTriggers.evaluated(given), null, Duration.ZERO);
    }

    /**
     * Probes with an authority of the cluster's.
     *
     * @param namespace where {@code ca} is looked for
     */
    public ConnectionReport probe(ProbeTarget target, String namespace, @Nullable CaRef ca, List<GivenTrigger> given) {
        return probe(target, namespace, ca, GivenTriggers.evaluated(given), Duration.ZERO);
    }

    /** @param maxAge how old an answer may be that somebody else got for the same target */
    ConnectionReport probe(
        ProbeTarget target,
        String namespace,
        @Nullable CaRef ca,
        GivenTriggers given,
        Duration maxAge
    ) {
        try {
            return probe(target.trusting(authorities.fetch(namespace, ca)), given, namespace, maxAge);
        } catch (ProbeFailure unreadable) {
            return notAsked(unreadable.check(), namespace, target);
        }
    }

    private ConnectionReport probe(
        ProbeTarget target,
        GivenTriggers given,
        @Nullable String namespace,
        Duration maxAge
    ) {
        ProbeReport report = forge.probe(target, maxAge);
        Platform platform = report.platform() == null ? target.platform() : report.platform();
        Trigger trigger = trigger(target.forge(), platform, target.scope(), target.labels());
        // What has not shown itself to be a forge is asked nothing that somebody else composed.
        String withheld = report.platform() == null ? "no forge has answered at " + target.forge() : given.withheld();
        Instant end = clock.instant().plus(MOST_FOR_TRIGGERS);
        List<TriggerReading> readings = given
            .triggers()
            .stream()
            .map(each -> {
                String late = clock.instant().isAfter(end) ? "the time for this probe is over" : withheld;
                return new TriggerReview(forge, target, report, each, late).run();
            })
            .toList();
        List<Check> more = Stream.of(
            List.of(reading(report, trigger)),
            readings
                .stream()
                .flatMap(r -> r.checks().stream())
                .toList(),
            keda.check(platform, target.forge(), namespace)
        )
            .flatMap(List::stream)
            .toList();
        return new ConnectionReport(report.with(more), trigger, readings, List.of());
    }

    /** What the recommended trigger reads in the answer that the probe counted. */
    private static Check reading(ProbeReport report, @Nullable Trigger trigger) {
        var counts = report.counts();
        return counts == null || trigger == null
            ? Check.skipped(CheckId.READING, "There is nothing that KEDA could read.")
            : Check.passed(CheckId.READING, "With " + trigger.type() + " KEDA reads " + counts.total() + ".");
    }

    /**
     * Probes a connection with a token that is recorded to be for its forge, and that forge to be vouched for by its
     * authorities.
     */
    ConnectionReport probe(Connection connection, StoredToken stored, GivenTriggers given, Duration maxAge) {
        String namespace = connection.key().namespace();
        ProbeTarget target = new ProbeTarget(
            connection.forge(),
            connection.platform(),
            connection.scope(),
            connection.labels(),
            stored instanceof StoredToken.Usable(ApiToken token, _) ? token : ApiToken.NONE,
            null
        );
        return switch (stored) {
            case StoredToken.Usable(_, TokenBinding binding) -> {
                try {
                    TrustedAuthority authority = authorities.fetch(namespace, connection.ca());
                    if (!binding.trusts(connection.ca(), authority)) {
                        yield notAsked(withheld(connection.key(), unbound(connection)), namespace, target);
                    }
                    yield probe(target.trusting(authority), given, namespace, maxAge);
                } catch (ProbeFailure unreadable) {
                    yield notAsked(unreadable.check(), namespace, target);
                }
            }
            case StoredToken.Unusable(Finding finding, String summary, String remediation) -> notAsked(
                withheld(connection.key(), finding.seen(summary, remediation)),
                namespace,
                target
            );
        };
    }

    private static Check unbound(Connection connection) {
        return Finding.TLS_CA_UNBOUND.seen(
            connection.ca() +
                " is not what was recorded on the Secret " +
                connection.token().secretName() +
                " together with its token. Nothing was sent."
        );
    }

    /** What a probe says that may not be made, of a connection that is being set up. */
    ConnectionReport notSent(Check why, ConnectionKey key, ProbeTarget target) {
        return notAsked(withheld(key, why), key.namespace(), target);
    }

    /** Probes with what the target has. */
    ConnectionReport probe(ProbeTarget target, String namespace, Duration maxAge) {
        return probe(target, GivenTriggers.NONE, namespace, maxAge);
    }

    /** A token that is not sent for whom it is for leaves a line in the audit log, once while it stays so. */
    private Check withheld(ConnectionKey key, Check check) {
        Finding finding = check.finding();
        if (
            finding != null &&
            NOT_BOUND.contains(finding) &&
            noted.asMap().putIfAbsent(key + " " + check.summary(), true) == null
        ) {
            Audit.write("token.withhold", key.toString(), Audit.Outcome.DENIED, List.of(), finding.id());
        }
        return check;
    }

    private ConnectionReport notAsked(Check failed, String namespace, ProbeTarget target) {
        ProbeReport report = ProbeReport.notAsked(failed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new ConnectionReport(
            report.with(keda.check(target.platform(), target.forge(), namespace)),
            trigger(target.forge(), target.platform(), target.scope(), target.labels()),
            List.of(),
            List.of()
        );
    }

    private static @Nullable Trigger trigger(
        ForgeUrl forge,
        @Nullable Platform platform,
        JobScope scope,
        RunnerLabels labels
    ) {
        return platform == null ? null : Triggers.of(forge, platform, scope, labels);
    }
}
