package dev.actrunner.console.keda.scaling;

import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ScaledObjects and ScaledJobs that could be read. */
public final class ScaledResources {

    private final boolean everywhere;
    private final Set<String> covered;
    private final Map<String, List<ScaledResource>> byNamespace = new HashMap<>();
    private final Map<String, List<ScaledResource>> byAuthentication = new HashMap<>();

    /**
     * @param everywhere whether all namespaces were looked at
     * @param covered those that were, where not all were
     */
    public ScaledResources(List<ScaledResource> items, boolean everywhere, Set<String> covered) {
        this.everywhere = everywhere;
        this.covered = Set.copyOf(covered);
        for (ScaledResource scaledResource : items) {
            byNamespace.computeIfAbsent(scaledResource.namespace(), _ -> new ArrayList<>()).add(scaledResource);
            for (TriggerSpec trigger : scaledResource.triggers()) {
                AuthenticationRef named = trigger.authentication();
                if (named != null) {
                    byAuthentication.computeIfAbsent(named.name(), _ -> new ArrayList<>()).add(scaledResource);
                }
            }
        }
    }

    /** Returns all of them, by namespace and name. */
    public List<ScaledResource> all() {
        return byNamespace
            .values()
            .stream()
            .flatMap(List::stream)
            .sorted(
                Comparator.comparing(ScaledResource::namespace)
                    .thenComparing(ScaledResource::name)
                    .thenComparing(ScaledResource::kind)
            )
            .toList();
    }

    /** Whether no other namespace has an object of that name, as far as all of them were looked at. */
    public boolean isNamedOnce(ScaledResource scaledResource) {
        return (
            everywhere &&
            byNamespace
                .entrySet()
                .stream()
                .filter(each -> !each.getKey().equals(scaledResource.namespace()))
                .flatMap(each -> each.getValue().stream())
                .noneMatch(each -> each.name().equals(scaledResource.name()))
        );
    }

    /** Whether all namespaces were looked at. */
    public boolean everywhere() {
        return everywhere;
    }

    /** Whether a namespace was looked at. */
    public boolean covers(String namespace) {
        return everywhere || covered.contains(namespace);
    }

    /** Those that can have to do with an authentication: all of a namespace, and elsewhere those that name it. */
    public List<ScaledResource> around(String namespace, AuthenticationRef authentication) {
        var around = new LinkedHashSet<>(byNamespace.getOrDefault(namespace, List.of()));
        around.addAll(byAuthentication.getOrDefault(authentication.name(), List.of()));
        return List.copyOf(around);
    }
}
