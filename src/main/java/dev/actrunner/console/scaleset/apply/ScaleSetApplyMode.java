package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.apply.ApplyOptions;
import org.jspecify.annotations.Nullable;

/**
 * The conditions and options of applying a scale set.
 *
 * @param options dry run, and whether to take fields over
 * @param ifMatch go on only if the scale set has this etag ({@code *}: if it exists), null for no condition
 * @param ifNoneExists go on only if there is no such scale set
 */
public record ScaleSetApplyMode(ApplyOptions options, @Nullable String ifMatch, boolean ifNoneExists) {
    /** Returns the same without conditions. */
    ScaleSetApplyMode withoutConditions() {
        return new ScaleSetApplyMode(options, null, false);
    }

    /** Applies without conditions. */
    public static ScaleSetApplyMode plain() {
        return new ScaleSetApplyMode(new ApplyOptions(false, false), null, false);
    }
}
