package dev.actrunner.console.connection.batch;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.discovery.DiscoveredScopes;
import dev.actrunner.console.forge.discovery.ScopeDiscovery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Offers connections to set up: what a token sees on a forge, and which of it has a connection already. */
@Component
public class ScopeOffers {

    /** Leaves room for what the Helm chart appends to a name, and for a number. */
    private static final int MAX_NAME = 40;

    private final ScopeDiscovery discovery;
    private final Connections connections;
    private final CaCertificates caCertificates;

    ScopeOffers(ScopeDiscovery discovery, Connections connections, CaCertificates caCertificates) {
        this.discovery = discovery;
        this.connections = connections;
        this.caCertificates = caCertificates;
    }

    /**
     * A scope that a connection can be set up for.
     *
     * @param name a name for it, which no connection that the caller may see has; that of the first where there are some
     * @param connections those that are there for it
     */
    public record Offer(JobScope scope, String name, List<Connection> connections) {}

    /** @param hasMore whether the forge has others, which a search finds */
    public record Offers(List<Offer> items, boolean hasMore) {}

    /**
     * Finds what a token sees.
     *
     * @param namespace where {@code ca} is read, null where there is none
     * @param search what the names contain, empty for all
     * @throws ProbeFailedException where the forge does not tell
     */
    public Offers find(
        ProbeTarget target,
        @Nullable String namespace,
        @Nullable CaRef ca,
        ScopeDiscovery.Kind kind,
        String search
    ) throws ProbeFailedException {
        ConnectionRequestValidator.requireNamespaceFor(ca, namespace);
        ProbeTarget trusting = namespace == null ? target : target.trusting(caCertificates.fetch(namespace, ca));
        DiscoveredScopes found = discovery.discover(trusting, kind, search);
        List<Connection> all = connections.list(null).items();
        List<Connection> there = all
            .stream()
            .filter(connection -> connection.forge().equals(target.forge()))
            .toList();
        // Of whatever forge and namespace: a name that is offered is nobody's yet.
        Set<String> names = all
            .stream()
            .map(connection -> connection.key().name())
            .collect(Collectors.toCollection(HashSet::new));
        var offers = new ArrayList<Offer>();
        for (JobScope scope : found.scopes()) {
            List<Connection> own = there
                .stream()
                .filter(connection -> isSame(connection.scope(), scope))
                .toList();
            String name = own.isEmpty() ? name(scope, names) : own.getFirst().key().name();
            offers.add(new Offer(scope, name, own));
        }
        return new Offers(offers, found.hasMore());
    }

    /** Both forges find accounts and repositories by their names in any case. */
    static boolean isSame(JobScope one, JobScope other) {
        return one.kind().equals(other.kind()) && one.subject().equalsIgnoreCase(other.subject());
    }

    /** Makes a name of what Kubernetes allows, and adds it to those that are taken. */
    private static String name(JobScope scope, Set<String> taken) {
        String plain = scope.subject().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = plain.substring(0, Math.min(MAX_NAME, plain.length())).replaceAll("-$", "");
        String base = cut.isEmpty() ? scope.kind() : cut;
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }
}
