/**
 * Reads what the Helm charts {@code act-runner-controller} and {@code act-runner-scale-set} were told as requests for the
 * console: from Helm's own records, from the objects that a release installed, or from pasted values.
 */
@NullMarked
@NamedInterface("helm")
package dev.actrunner.console.scaleset.helm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
