package dev.actrunner.console.scaleset.store;

import java.util.List;

/**
 * The scale sets found, sorted by namespace and name.
 *
 * @param forbiddenNamespaces where the caller may not look: namespaces, or {@code *} for all of them
 */
public record ScaleSetList(List<StoredScaleSet> items, List<String> forbiddenNamespaces) {}
