package dev.actrunner.console.connection.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.connection.trigger.KedaHttpTimeout;
import dev.actrunner.console.connection.trigger.RecommendedTrigger;
import dev.actrunner.console.connection.trigger.TriggerEvaluator;
import dev.actrunner.console.connection.trigger.TriggerParameters;
import dev.actrunner.console.connection.trigger.TriggersToEvaluate;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
import dev.actrunner.console.keda.scaler.TriggerParser;
import dev.actrunner.console.keda.scaling.Trigger;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Probes a forge, names the trigger that reads it, and says what KEDA reads with it and with triggers that are there. */
@Component
public class ConnectionProber {

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
    private final CaCertificates caCertificates;
    private final Clock clock;

    ConnectionProber(ForgeProbe forge, KedaCheck keda, CaCertificates caCertificates, Clock clock) {
        this.caCertificates = caCertificates;
        this.forge = forge;
        this.keda = keda;
        this.clock = clock;
    }

    /**
     * Probes; nothing is stored and nothing is thrown.
     *
     * @param given triggers that somebody wrote, to be read as KEDA would read them
     */
    public ConnectionReport probe(ProbeTarget target, List<TriggerSpec> given) {
        return probe(target, Asked.of(TriggersToEvaluate.evaluated(given), target), null, Duration.ZERO);
    }

    /**
     * Probes with an authority of the cluster's.
     *
     * @param namespace where {@code ca} is looked for
     */
    public ConnectionReport probe(ProbeTarget target, String namespace, @Nullable CaRef ca, List<TriggerSpec> given) {
        return probe(target, namespace, ca, TriggersToEvaluate.evaluated(given), Duration.ZERO);
    }

    /** @param maxAge how old an answer may be that somebody else got for the same target */
    public ConnectionReport probe(
        ProbeTarget target,
        String namespace,
        @Nullable CaRef ca,
        TriggersToEvaluate given,
        Duration maxAge
    ) {
        try {
            return probe(
                target.trusting(caCertificates.fetch(namespace, ca)),
                Asked.of(given, target),
                namespace,
                maxAge
            );
        } catch (ProbeFailedException unreadable) {
            return withoutAnswer(unreadable.check(), namespace, target);
        }
    }

    private ConnectionReport probe(ProbeTarget target, Asked asked, @Nullable String namespace, Duration maxAge) {
        ProbeReport report = forge.probe(target, maxAge);
        Optional<KedaInstallation> installed = keda.installation();
        Platform platform = report.platform() == null ? target.platform() : report.platform();
        TriggersToEvaluate given = asked.triggers();
        // What has not shown itself to be a forge is asked nothing that somebody else composed.
        String withheld = report.platform() == null ? "no forge has answered at " + target.forge() : given.withheld();
        List<ParsedTrigger> parsed = given
            .triggers()
            .stream()
            .map(each -> TriggerParser.parse(each, asked.parameters().of(each)))
            .toList();
        var patience = new KedaHttpTimeout(installed.orElse(null), parsed);
        Instant end = clock.instant().plus(MOST_FOR_TRIGGERS);
        var readings = new ArrayList<TriggerEvaluation>();
        for (int i = 0; i < parsed.size(); i++) {
            String late = clock.instant().isAfter(end) ? "the time for this probe is over" : withheld;
            var review = new TriggerEvaluator(forge, target, report, given.triggers().get(i), patience, late);
            readings.add(review.run(parsed.get(i)));
        }
        Check latency = patience.check(report, platform);
        boolean read = latency.status() == CheckStatus.PASS && isReadable(report);
        Trigger trigger =
            platform == null ? null : asked.recommended(target, platform, patience.wanted(report, platform));
        List<Check> more = Stream.of(
            List.of(latency, reading(read ? report.counts() : null, trigger)),
            readings
                .stream()
                .flatMap(r -> r.checks().stream())
                .toList(),
            keda.check(platform, target.forge(), namespace)
        )
            .flatMap(List::stream)
            .toList();
        ProbeReport complete = report.with(Stream.concat(asked.before().stream(), more.stream()).toList());
        return new ConnectionReport(
            read ? complete : complete.withoutCounts(),
            trigger,
            List.copyOf(readings),
            List.of()
        );
    }

    /** KEDA reads no number with a trigger that it refuses for want of labels. */
    private static boolean isReadable(ProbeReport report) {
        return report
            .checks()
            .stream()
            .noneMatch(c -> c.finding() == Finding.LABELS_WANTED);
    }

    /** What the recommended trigger reads in the answer that the probe counted. */
    private static Check reading(@Nullable JobCounts counts, @Nullable Trigger trigger) {
        return counts == null || trigger == null
            ? Check.skipped(CheckId.READING, "KEDA has nothing to read.")
            : Check.passed(CheckId.READING, "With " + trigger.type() + " KEDA reads " + counts.total() + ".");
    }

    /**
     * What a probe is asked besides its target.
     *
     * @param triggers that somebody wrote
     * @param parameters what they get from their authentication
     * @param token how KEDA gets the token, null before there is an authentication
     * @param before checks of what came before the forge was asked
     */
    private record Asked(
        TriggersToEvaluate triggers,
        TriggerParameters parameters,
        @Nullable SecretRef token,
        List<Check> before
    ) {
        static Asked of(TriggersToEvaluate triggers, ProbeTarget target) {
            return new Asked(triggers, TriggerParameters.wanted(target.token()), null, List.of());
        }

        @Nullable
        Trigger recommended(ProbeTarget target, Platform platform, @Nullable Duration timeout) {
            return RecommendedTrigger.of(
                target.forge(),
                platform,
                target.scope(),
                target.labels(),
                token,
                timeout
            ).orElse(null);
        }
    }

    /**
     * Probes a connection with a token that is recorded to be for its forge, and that forge to be vouched for by its
     * authorities.
     *
     * @param secret the connection's, which gives its triggers their parameters; null where there is none
     */
    public ConnectionReport probe(
        Connection connection,
        StoredToken stored,
        @Nullable Secret secret,
        TriggersToEvaluate given,
        Duration maxAge
    ) {
        String namespace = connection.key().namespace();
        ProbeTarget target = new ProbeTarget(
            connection.forge(),
            connection.platform(),
            connection.scope(),
            connection.labels(),
            stored instanceof StoredToken.Usable(ApiToken token, _, _) ? token : ApiToken.NONE,
            null
        );
        return switch (stored) {
            case StoredToken.Usable(ApiToken token, TokenBinding binding, boolean padded) -> {
                try {
                    TrustedCa authority = caCertificates.fetch(namespace, connection.ca());
                    if (!binding.trusts(connection.ca(), authority)) {
                        yield withoutAnswer(withheld(connection.key(), unbound(connection)), namespace, target);
                    }
                    var parameters = TriggerParameters.of(connection, secret, token);
                    var asked = new Asked(given, parameters, connection.token(), padding(padded, connection));
                    yield probe(target.trusting(authority), asked, namespace, maxAge);
                } catch (ProbeFailedException unreadable) {
                    yield withoutAnswer(unreadable.check(), namespace, target);
                }
            }
            case StoredToken.Unusable(Finding finding, String summary, String remediation) -> withoutAnswer(
                withheld(connection.key(), finding.seen(summary, remediation)),
                namespace,
                target
            );
        };
    }

    /** KEDA takes spaces and newlines off from 2.18 on; an older one sends them. */
    private List<Check> padding(boolean padded, Connection connection) {
        if (!padded) {
            return List.of();
        }
        String where =
            "The value in the Secret " + connection.token().secretName() + " has a space or newline around it";
        boolean old = keda
            .installation()
            .filter(k -> k.isOlderThan(2, 18))
            .isPresent();
        return List.of(
            old
                ? Finding.TOKEN_UNUSABLE.seen(where + ", which KEDA before 2.18 sends.")
                : Finding.TOKEN_PADDED.seen(where + ".")
        );
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
    public ConnectionReport notSent(Check why, ConnectionKey key, ProbeTarget target) {
        return withoutAnswer(withheld(key, why), key.namespace(), target);
    }

    /** Probes with what the target has. */
    public ConnectionReport probe(ProbeTarget target, String namespace, Duration maxAge) {
        return probe(target, Asked.of(TriggersToEvaluate.NONE, target), namespace, maxAge);
    }

    /** A token that is not sent for whom it is for leaves a line in the audit log, once while it stays so. */
    private Check withheld(ConnectionKey key, Check check) {
        Finding finding = check.finding();
        if (
            finding != null &&
            NOT_BOUND.contains(finding) &&
            noted.asMap().putIfAbsent(key + " " + check.summary(), true) == null
        ) {
            Audit.write("token.withhold", key.toString(), AuditOutcome.DENIED, List.of(), finding.id());
        }
        return check;
    }

    private ConnectionReport withoutAnswer(Check failed, String namespace, ProbeTarget target) {
        ProbeReport report = ProbeReport.withoutAnswer(failed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var more = new ArrayList<Check>();
        more.add(Check.skippedAfter(CheckId.LATENCY, failed));
        more.addAll(keda.check(target.platform(), target.forge(), namespace));
        Trigger trigger =
            target.platform() == null
                ? null
                : RecommendedTrigger.of(
                      target.forge(),
                      target.platform(),
                      target.scope(),
                      target.labels(),
                      null,
                      null
                  ).orElse(null);
        return new ConnectionReport(report.with(more), trigger, List.of(), List.of());
    }
}
