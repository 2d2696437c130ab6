package dev.actrunner.console.scaleset.waiting;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The links of one ScaledObject or ScaledJob, in their order, up to the first that is not passed.
 *
 * @param scaleSet the name of the scale set, null where the object is not of one
 * @param object KEDA's object, such as {@code ScaledJob runners}; null where nothing uses the connection
 * @param links the links
 */
public record Chain(@Nullable String scaleSet, @Nullable String object, List<Link> links) {
    /** Returns the link that no job gets past. */
    public Optional<Link> broken() {
        return links.stream().filter(Link::isBroken).findFirst();
    }

    /** Returns how far a job gets. */
    long passed() {
        return links.stream().filter(Link::isPassed).count();
    }
}
