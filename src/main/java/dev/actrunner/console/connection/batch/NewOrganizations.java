package dev.actrunner.console.connection.batch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.discovery.DiscoveredScopes;
import dev.actrunner.console.forge.discovery.ScopeDiscovery;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Finds the organizations of a forge that have no connection. A forge is asked at most once in ten minutes with each token,
 * whoever wants to know, and whether it answers or not.
 */
@Component
public class NewOrganizations {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MAX_TOKENS = 1_000;

    private final SharedToken tokens;
    private final ScopeDiscovery discovery;
    private final Cache<String, DiscoveredScopes> seen = Caffeine.newBuilder()
        .maximumSize(MAX_TOKENS)
        .expireAfterWrite(KEPT)
        .build();

    NewOrganizations(SharedToken tokens, ScopeDiscovery discovery) {
        this.tokens = tokens;
        this.discovery = discovery;
    }

    /**
     * Lists the organizations that a connection's token sees and no connection is for, as the caller, who has to be allowed to
     * read the token.
     *
     * @param key of the connection
     * @param all the connections that there are
     * @return by name; none where a connection counts the jobs of the whole instance, or the forge does not tell
     * @throws ConnectionException where there is no such connection, or its token cannot be used
     */
    public List<String> find(ConnectionKey key, Collection<Connection> all) {
        SharedToken.Source source = tokens.of(key);
        List<JobScope> there = all
            .stream()
            .filter(each -> each.forge().equals(source.connection().forge()))
            .map(Connection::scope)
            .toList();
        if (there.stream().anyMatch(JobScope.Admin.class::isInstance)) {
            return List.of();
        }
        return seen(source.connection().target(source.token(), source.authority()))
            .stream()
            .filter(scope -> there.stream().noneMatch(other -> ScopeOffers.isSame(scope, other)))
            .map(JobScope::subject)
            .toList();
    }

    private List<JobScope> seen(ProbeTarget target) {
        String digest = target.accessDigest();
        DiscoveredScopes known = seen.getIfPresent(digest);
        if (known == null) {
            try {
                known = discovery.discover(target, ScopeDiscovery.Kind.ORG, "");
            } catch (ProbeFailedException _) {
                known = new DiscoveredScopes(List.of(), false);
            }
            seen.put(digest, known);
        }
        return known.scopes();
    }
}
