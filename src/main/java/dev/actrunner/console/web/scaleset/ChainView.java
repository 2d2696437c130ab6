package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.scaleset.waiting.Chain;
import dev.actrunner.console.web.language.Phrases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the links of a ScaledObject or ScaledJob.
 *
 * @param scaleSet the name of its scale set, null where it is of none
 * @param object its kind and name, null where nothing uses the connection
 */
public record ChainView(@Nullable String scaleSet, @Nullable String object, List<LinkView> links) {
    /** Translates a chain. */
    static ChainView of(Chain chain, Phrases phrases) {
        return new ChainView(
            chain.scaleSet(),
            chain.object(),
            chain
                .links()
                .stream()
                .map(link -> LinkView.of(link, phrases))
                .toList()
        );
    }
}
