package dev.actrunner.console.connection.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Writes a line to the audit log when a token is not sent because it is for another forge, once while that stays so. */
@Component
class WithheldTokenAudit {

    private static final Set<Finding> NOT_BOUND = EnumSet.of(
        Finding.TOKEN_UNBOUND,
        Finding.TOKEN_BOUND_ELSEWHERE,
        Finding.TLS_CA_UNBOUND
    );

    private final Cache<String, Boolean> written = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterAccess(Duration.ofHours(1))
        .executor(Runnable::run)
        .build();

    /** Writes the line, unless the check is about something else or its line is written. */
    void write(ConnectionKey key, Check check) {
        Finding finding = check.finding();
        if (
            finding != null &&
            NOT_BOUND.contains(finding) &&
            written.asMap().putIfAbsent(key + " " + check.summary(), true) == null
        ) {
            Audit.write("token.withhold", key.toString(), AuditOutcome.DENIED, List.of(), finding.id());
        }
    }
}
