/**
 * Lists what a probe can find: the checks in the order in which they are made, and the catalogue of findings, each with its
 * id, when it is made and what to do. Pages, JSON and {@code docs/checks.md} share the ids. This module knows neither forges
 * nor Kubernetes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.actrunner.console.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
