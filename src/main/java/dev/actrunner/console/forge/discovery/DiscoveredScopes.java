package dev.actrunner.console.forge.discovery;

import dev.actrunner.console.forge.JobScope;
import java.util.List;

/**
 * What a token sees on a forge.
 *
 * @param scopes organizations or repositories, by name, {@link ScopeDiscovery#MAX} at most
 * @param hasMore whether there are others, which a search finds
 */
public record DiscoveredScopes(List<JobScope> scopes, boolean hasMore) {}
