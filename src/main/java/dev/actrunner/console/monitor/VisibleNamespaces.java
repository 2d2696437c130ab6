package dev.actrunner.console.monitor;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides which of the watched connections a caller may see: those in namespaces where the caller may list
 * TriggerAuthentications. The watch runs with the console's own rights, so its results are filtered here.
 */
@Component
public class VisibleNamespaces {

    private final AccessReviews access;

    VisibleNamespaces(AccessReviews access) {
        this.access = access;
    }

    /**
     * Namespaces that may be seen.
     *
     * @param namespaces null for all
     */
    public record Visible(@Nullable Set<String> namespaces) {
        /** Everything. */
        public static final Visible ALL = new Visible(null);

        /** Whether what is in a namespace may be seen. */
        public boolean includes(String namespace) {
            return namespaces == null || namespaces.contains(namespace);
        }
    }

    /**
     * Returns which of these namespaces the caller may see; they are gone through only where that matters.
     *
     * @throws ClusterException where the API server does not say
     */
    public Visible of(Supplier<? extends Collection<String>> namespaces) {
        if (CurrentIdentity.isConsole() || access.may(Right.LIST_AUTHENTICATIONS, null)) {
            return Visible.ALL;
        }
        return new Visible(access.among(namespaces.get(), Right.LIST_AUTHENTICATIONS));
    }

    /** Whether the caller may see what is in a namespace. */
    public boolean reaches(String namespace) {
        return (
            CurrentIdentity.isConsole() ||
            access.may(Right.LIST_AUTHENTICATIONS, null) ||
            access.may(Right.LIST_AUTHENTICATIONS, namespace)
        );
    }

    /** @throws ClusterException.Forbidden when the caller may not see what is in a namespace */
    public void require(String namespace) {
        if (!reaches(namespace)) {
            access.require(Right.LIST_AUTHENTICATIONS, namespace);
        }
    }
}
