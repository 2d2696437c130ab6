/**
 * Forgejo and Gitea over HTTP: where their jobs are listed, how a token is tested, what an answer means.
 * A {@link dev.actrunner.console.forge.probe.ForgeProbe} turns an address, a token and a scope into a
 * {@link dev.actrunner.console.forge.ProbeReport} of checks, each with its cause and remediation.
 * This module knows nothing of Kubernetes or KEDA's objects.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "diagnosis", "proxy", "secret" })
package dev.actrunner.console.forge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
