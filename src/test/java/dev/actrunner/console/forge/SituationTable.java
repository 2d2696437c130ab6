package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.Outbound;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.proxy.ProxySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;

/**
 * Scope by situation by release: {@code /forge/situations.txt} says, for each, the verdict, how many jobs wait and run, and
 * the findings.
 */
final class SituationTable {

    private static final String FILE = "/forge/situations.txt";
    private static final List<String> STATES = List.of("empty", "queued", "running", "blocked");
    private static final Map<String, JobScope> SCOPES = new LinkedHashMap<>();

    static {
        SCOPES.put("admin", new JobScope.Admin());
        SCOPES.put("org", new JobScope.Org("acme"));
        SCOPES.put("repo", new JobScope.Repo("acme", "app"));
        SCOPES.put("user", new JobScope.User());
    }

    private static final ForgeProbe PROBE = new ForgeProbe(
        new ForgeProperties(Duration.ofSeconds(2), Duration.ofSeconds(8), DataSize.ofMegabytes(8), null),
        Outbound.ANYWHERE,
        ProxySettings.NONE,
        Clock.systemUTC()
    );

    private final ForgeInTable forge;
    private final RunnerLabels labels;

    /** @param labels what is asked for */
    SituationTable(ForgeInTable forge, RunnerLabels labels) {
        this.forge = forge;
        this.labels = labels;
    }

    /** Compares every situation with a column of the table. */
    void matches(String column) {
        assertThat(seen()).isEqualTo(expected(column));
    }

    /** What the probe says in every situation, by {@code scope situation}. */
    private Map<String, String> seen() {
        var seen = new LinkedHashMap<String, String>();
        for (String state : STATES) {
            forge.jobs(state);
            SCOPES.forEach((name, scope) -> seen.put(name + " " + state, cell(scope, right(name))));
        }
        forge.jobs("queued");
        SCOPES.forEach((name, scope) -> {
            seen.put(name + " wrong-token", cell(scope, "0123456789012345678901234567890123456789"));
            String revoked = right(name);
            cell(scope, revoked);
            forge.revoke(rightUser(name), revoked);
            seen.put(name + " revoked-token", cell(scope, revoked));
            seen.put(name + " no-scope-for-it", cell(scope, forge.token(rightUser(name), "read:issue")));
            seen.put(name + " all-scopes", cell(scope, forge.token(rightUser(name), "all")));
            if (!name.equals("user")) {
                seen.put(name + " not-the-role", cell(scope, forge.token("jo", scope.tokenScope())));
            }
        });
        String member = forge.token("ann", "read:organization");
        seen.put("org member", cell(new JobScope.Org("acme"), member));
        String publicOnly = forge.token("owner", "read:organization", "public-only");
        seen.put("org public-only", cell(new JobScope.Org("acme"), publicOnly));
        seen.put("org unknown", cell(new JobScope.Org("nobody"), right("org")));
        seen.put("org is-a-user", cell(new JobScope.Org("jo"), right("org")));
        seen.put("repo unknown", cell(new JobScope.Repo("acme", "nope"), right("repo")));
        seen.put("repo unknown-owner", cell(new JobScope.Repo("nobody", "app"), right("repo")));
        seen.put("user owns-nothing", cell(new JobScope.User(), forge.token("jo", "read:user")));
        return seen;
    }

    private static String rightUser(String scope) {
        return scope.equals("admin") ? "site-admin" : "owner";
    }

    private String right(String scope) {
        return forge.token(rightUser(scope), Objects.requireNonNull(SCOPES.get(scope)).tokenScope());
    }

    private String cell(JobScope scope, String token) {
        return cell(forge.url(), scope, labels, token);
    }

    /** What one probe says: the verdict, the waiting and running jobs, the findings. */
    static String cell(String url, JobScope scope, RunnerLabels labels, String token) {
        ProbeReport report = PROBE.probe(
            new ProbeTarget(new ForgeUrl(url), null, scope, labels, new ApiToken(token), null)
        );
        String findings = report
            .checks()
            .stream()
            .map(Check::finding)
            .filter(Objects::nonNull)
            .map(Finding::id)
            .collect(Collectors.joining(","));
        JobCounts counts = report.counts();
        String counted = counts == null ? "" : " " + counts.waiting() + "+" + counts.running();
        return report.verdict().id() + counted + (findings.isEmpty() ? "" : " " + findings);
    }

    private static Map<String, String> expected(String column) {
        var expected = new LinkedHashMap<String, String>();
        String situation = "";
        for (String line : lines()) {
            if (!line.startsWith(" ")) {
                situation = line;
                continue;
            }
            String[] parts = line.split(":", -1);
            if (List.of(parts[1].strip().split(" +", -1)).contains(column)) {
                assertThat(expected.put(situation, parts[0].strip()))
                    .as(situation + " on " + column)
                    .isNull();
            }
        }
        return expected;
    }

    private static List<String> lines() {
        try (var file = Objects.requireNonNull(SituationTable.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
